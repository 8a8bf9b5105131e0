#include "pipeline/batch/records.h"

#include "pipeline/text/json.h"

namespace newsfacts {
namespace {

// Writes the slots of one fact; offsets are turned into code points on the way.
class FactWriter {
 public:
  FactWriter(JsonWriter& w, const Article& article, const CodePointIndex& points)
      : w_(w), text_(article.text), points_(points) {}

  void Place(Span s) { w_.Key("begin").Int(points_.At(s.begin)).Key("end").Int(points_.At(s.end)); }
  void PlaceAndText(Span s) {
    w_.Key("text").String(s.In(text_));
    Place(s);
  }

  void operator()(const DealFact& d) {
    w_.Key("deal_type").String(d.type).Key("status").StringOrNull(d.status);
    w_.Key("parties").BeginArray();
    for (const Party& p : d.parties) {
      w_.BeginObject().Key("name").String(p.name).Key("role").String(p.role);
      w_.Key("generic").Bool(p.generic);
      PlaceAndText(p.span);
      w_.EndObject();
    }
    w_.EndArray().Key("amount");
    if (d.amount) {
      w_.BeginObject()
          .Key("value")
          .Double(d.amount->value)
          .Key("value_max")
          .Double(d.amount->value_max);
      w_.Key("currency").StringOrNull(d.amount->currency);
      PlaceAndText(d.amount->span);
      w_.EndObject();
    } else {
      w_.Null();
    }
    w_.Key("date").StringOrNull(d.date).Key("count").Double(d.count);
    w_.Key("subject").StringOrNull(d.subject).Key("term").StringOrNull(d.term);
    w_.Key("attribution").StringOrNull(d.attribution);
  }

  void operator()(const PersonFact& p) {
    w_.Key("name").String(p.name).Key("role").StringOrNull(p.role);
    w_.Key("organization").StringOrNull(p.organization).Key("other_roles").BeginArray();
    for (const RoleAt& r : p.other_roles) {
      w_.BeginObject().Key("role").StringOrNull(r.role);
      w_.Key("organization").StringOrNull(r.organization).EndObject();
    }
    w_.EndArray().Key("aliases").BeginArray();
    for (const std::string& alias : p.aliases) w_.String(alias);
    w_.EndArray().Key("mentions").BeginArray();
    for (Span s : p.mentions) {
      w_.BeginObject();
      Place(s);
      w_.EndObject();
    }
    w_.EndArray();
  }

  void operator()(const DateFact& d) {
    PlaceAndText(d.span);
    w_.Key("value").StringOrNull(d.value);
  }

  void operator()(const FigureFact& f) {
    w_.Key("metric").String(f.metric).Key("subject").StringOrNull(f.subject);
    w_.Key("value").Double(f.value).Key("value_max").Double(f.value_max);
    w_.Key("unit").StringOrNull(f.unit).Key("change_percent").Double(f.change_percent);
    w_.Key("change_percent_max").Double(f.change_percent_max);
    w_.Key("previous_value").Double(f.previous_value).Key("period").StringOrNull(f.period);
    w_.Key("kind").StringOrNull(f.kind);
  }

  void operator()(const QuoteFact& q) {
    w_.Key("speaker").StringOrNull(q.speaker).Key("speaker_mention");
    if (q.speaker_mention) {
      w_.BeginObject();
      PlaceAndText(*q.speaker_mention);
      w_.EndObject();
    } else {
      w_.Null();
    }
    w_.Key("generic").Bool(q.generic);
    PlaceAndText(q.span);
  }

 private:
  JsonWriter& w_;
  const std::string& text_;
  const CodePointIndex& points_;
};

}  // namespace

std::string FactToJson(const Fact& fact, const Article& article, const CodePointIndex& points,
                       std::string_view ruleset) {
  JsonWriter w;
  FactWriter slots(w, article, points);
  w.BeginObject().Key("id").String(fact.id).Key("doc").String(article.id);
  w.Key("url").StringOrNull(article.url).Key("published").StringOrNull(article.published);
  // What the fact was made from, so that a comparison of two runs can say why a fact changed.
  w.Key("text_sha1").StringOrNull(article.text_sha1);
  w.Key("payload_sha1").StringOrNull(article.payload_sha1);
  w.Key("ruleset").String(ruleset);
  w.Key("fact").String(fact.kind()).Key("rule").String(fact.rule);
  std::visit(slots, fact.slots);
  w.Key("evidence").BeginArray();
  for (const Evidence& e : fact.evidence) {
    w.BeginObject();
    slots.Place(e.span);
    w.Key("text").String(e.span.In(article.text)).Key("rule").String(e.rule).EndObject();
  }
  w.EndArray().EndObject();
  return w.Take();
}

std::string MentionToJson(const Mention& m, const Annotations& doc, const Article& article,
                          const CodePointIndex& points, bool why) {
  JsonWriter w;
  Span body{m.span.begin - doc.body, m.span.end - doc.body};
  w.BeginObject().Key("doc").String(article.id);
  w.Key("begin").Int(points.At(body.begin)).Key("end").Int(points.At(body.end));
  w.Key("type").String(MentionTypeName(m.type)).Key("text").String(body.In(article.text));
  w.Key("value");
  switch (m.type) {
    case MentionType::kMoney:
      w.BeginObject().Key("value").Double(m.number);
      if (!std::isnan(m.number_max)) w.Key("value_max").Double(m.number_max);
      w.Key("currency").StringOrNull(m.value);
      if (!m.unit.empty()) w.Key("per").String(m.unit);
      w.EndObject();
      break;
    case MentionType::kPercent:
    case MentionType::kNumber:
      w.Double(m.number);
      break;
    default:
      w.StringOrNull(m.value);
  }
  if (m.entity >= 0)
    w.Key("canonical").String(doc.entities[static_cast<size_t>(m.entity)].canonical);
  if (why && !m.why.empty()) w.Key("why").String(m.why);
  w.EndObject();
  return w.Take();
}

std::string ErrorToJson(const Source& place, const Error& error) {
  std::string_view kind = error.kind == Error::Kind::kOverTime  ? "over-time"
                          : error.kind == Error::Kind::kDamaged ? "damaged"
                                                                : "input";
  JsonWriter w;
  w.BeginObject().Key("file").String(place.file);
  w.Key("record").Int(static_cast<int64_t>(place.record)).Key("kind").String(kind);
  w.Key("error").String(error.message).EndObject();
  return w.Take();
}

}  // namespace newsfacts
