#include "pipeline/review/fact_tables.h"

#include <span>

namespace newsfacts {
namespace {

constexpr CellType kText = CellType::kText;
constexpr CellType kNumber = CellType::kNumber;
constexpr CellType kInteger = CellType::kInteger;
constexpr CellType kBool = CellType::kBool;

// Stand before the slots of every fact.
constexpr Column kFactColumns[] = {
    {"doc", kText, "/doc", "the article"},
    {"id", kText, "/id", "the fact; unique in its article"},
    {"url", kText, "/url", "of the article"},
    {"published", kText, "/published", "of the article, ISO 8601"},
    {"rule", kText, "/rule", "that found it"},
    {"text_sha1", kText, "/text_sha1", "of the article's text"},
    {"payload_sha1", kText, "/payload_sha1", "of the page that it came from"},
};
// Tie an element of a list to its fact.
constexpr Column kListColumns[] = {
    {"doc", kText, "/doc", "the article"},
    {"id", kText, "/id", "the fact"},
    {"position", kInteger, "#", "place in the list, from 0"},
};
constexpr Column kDeals[] = {
    {"deal_type", kText, "deal_type", "acquisition, contract, ..."},
    {"status", kText, "status", "agreed, proposed, ..."},
    {"amount", kNumber, "amount.value", "in base units of the currency"},
    {"amount_max", kNumber, "amount.value_max", "where a range is told"},
    {"currency", kText, "amount.currency", "ISO 4217"},
    {"date", kText, "date", "TIMEX3 value"},
    {"count", kNumber, "count", "where deals are counted"},
    {"subject", kText, "subject", "what is licensed or sold"},
    {"term", kText, "term", "how long it runs"},
    {"attribution", kText, "attribution", "who says so"},
};
constexpr Column kParties[] = {
    {"name", kText, "name", "as consolidated"},
    {"role", kText, "role", "acquirer, target, party, ..."},
    {"generic", kBool, "generic", "a description, no name"},
    {"text", kText, "text", "as the article says it"},
    {"begin", kInteger, "begin", "code points of the text"},
    {"end", kInteger, "end", "code points of the text"},
};
constexpr Column kPeople[] = {
    {"name", kText, "name", "the fullest form"},
    {"role", kText, "role", "the present post"},
    {"organization", kText, "organization", "where"},
    {"aliases", kText, "aliases", "joined by \"; \""},
};
constexpr Column kOtherRoles[] = {
    {"role", kText, "role", "a former or further post"},
    {"organization", kText, "organization", "where"},
};
constexpr Column kDates[] = {
    {"text", kText, "text", "as the article says it"},
    {"value", kText, "value", "TIMEX3 value"},
    {"begin", kInteger, "begin", "code points of the text"},
    {"end", kInteger, "end", "code points of the text"},
};
constexpr Column kFigures[] = {
    {"metric", kText, "metric", "revenue, net_income, ..."},
    {"subject", kText, "subject", "company or unit"},
    {"value", kNumber, "value", "in base units"},
    {"value_max", kNumber, "value_max", "where a range is told"},
    {"unit", kText, "unit", "ISO 4217, percent, ..."},
    {"change_percent", kNumber, "change_percent", "against the period before"},
    {"change_percent_max", kNumber, "change_percent_max", "where a range is told"},
    {"previous_value", kNumber, "previous_value", "what it is compared with"},
    {"period", kText, "period", "what it is for"},
    {"kind", kText, "kind", "actual or forecast"},
};
constexpr Column kQuotes[] = {
    {"speaker", kText, "speaker", "as consolidated"},
    {"generic", kBool, "generic", "a description, no name"},
    {"text", kText, "text", "the words"},
    {"begin", kInteger, "begin", "code points of the text"},
    {"end", kInteger, "end", "code points of the text"},
};
constexpr Column kEvidence[] = {
    {"rule", kText, "rule", "that found it here"},
    {"text", kText, "text", "the words"},
    {"begin", kInteger, "begin", "code points of the text"},
    {"end", kInteger, "end", "code points of the text"},
};

FactTable MakeTable(std::string_view name, std::string_view kind, std::string_view list,
                    std::span<const Column> slots) {
  FactTable table{name, kind, list, {}};
  std::span<const Column> first =
      list.empty() ? std::span<const Column>(kFactColumns) : std::span<const Column>(kListColumns);
  table.columns.assign(first.begin(), first.end());
  table.columns.insert(table.columns.end(), slots.begin(), slots.end());
  return table;
}

const Json& At(const Json& from, std::string_view path) {
  const Json* value = &from;
  while (true) {
    size_t dot = path.find('.');
    value = &(*value)[path.substr(0, dot)];
    if (dot == std::string_view::npos) return *value;
    path.remove_prefix(dot + 1);
  }
}

std::string Joined(const Json& list) {
  std::string out;
  for (const Json& item : list.items()) {
    if (!out.empty()) out += "; ";
    out += item.str();
  }
  return out;
}

Cell ToCell(const Json& value, CellType type) {
  if (value.is_null()) return {};
  switch (type) {
    case CellType::kBool:
      return value.boolean();
    case CellType::kInteger:
      return value.integer();
    case CellType::kNumber:
      return value.number();
    case CellType::kText:
      break;
  }
  return value.is_array() ? Joined(value) : value.str();
}

std::vector<Cell> Row(const FactTable& table, const Json& fact, const Json& object, size_t place) {
  std::vector<Cell> row;
  row.reserve(table.columns.size());
  for (const Column& column : table.columns) {
    if (column.path == "#") {
      row.emplace_back(static_cast<int64_t>(place));
    } else if (column.path.starts_with('/')) {
      row.push_back(ToCell(At(fact, column.path.substr(1)), column.type));
    } else {
      row.push_back(ToCell(At(object, column.path), column.type));
    }
  }
  return row;
}

}  // namespace

const std::vector<FactTable>& FactTables() {
  static const std::vector<FactTable> tables = {
      MakeTable("deals", "deal", "", kDeals),
      MakeTable("deal_parties", "deal", "parties", kParties),
      MakeTable("people", "person", "", kPeople),
      MakeTable("person_roles", "person", "other_roles", kOtherRoles),
      MakeTable("dates", "date", "", kDates),
      MakeTable("figures", "figure", "", kFigures),
      MakeTable("quotes", "quote", "", kQuotes),
      MakeTable("evidence", "", "evidence", kEvidence),
  };
  return tables;
}

Status WriteRows(const Json& fact, TableWriter& writer) {
  for (size_t t = 0; t < FactTables().size(); ++t) {
    const FactTable& table = FactTables()[t];
    if (!table.kind.empty() && table.kind != fact["fact"].str()) continue;
    if (table.list.empty()) {
      if (Status s = writer.Write(t, Row(table, fact, fact, 0)); !s.ok()) return s;
      continue;
    }
    size_t place = 0;
    for (const Json& element : fact[table.list].items()) {
      if (Status s = writer.Write(t, Row(table, fact, element, place++)); !s.ok()) return s;
    }
  }
  return Ok();
}

}  // namespace newsfacts
