#include "pipeline/batch/worker.h"

#include <utility>

#include "pipeline/batch/records.h"
#include "pipeline/store/article_json.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

void AddLine(std::string_view line, std::string* to) {
  *to += line;
  *to += '\n';
}

}  // namespace

void BatchCounts::Add(const BatchCounts& other) {
  records += other.records;
  articles += other.articles;
  lines += other.lines;
  errors += other.errors;
  unopened += other.unopened;
  damaged += other.damaged;
  over_time += other.over_time;
  cut += other.cut;
  other_language += other.other_language;
  for (const auto& [reason, count] : other.skipped) skipped[reason] += count;
}

Worker::Worker(const WorkOptions& options, std::optional<Extractor> extractor)
    : options_(options),
      extractor_(std::move(extractor)),
      ruleset_(extractor_ ? extractor_->ruleset() : ""),
      deadline_(options.clock, options.page_time) {}

void Worker::Take(Result<RawRecord> record, const Source& place, Made* made) {
  if (!record.ok()) {
    made->counts.unopened += record.error().kind == Error::Kind::kInput;
    return NoteError(record.error(), place, made);
  }
  ++made->counts.records;
  made->counts.cut += record->cut;
  deadline_.Restart();
  Result<LookedInto> inside = LookInto(std::move(*record), &parser_);
  if (!inside.ok()) return NoteError(inside.error(), place, made);
  if (auto* skipped = std::get_if<SkippedRecord>(&*inside)) {
    ++made->counts.skipped[skipped->reason];
  } else if (auto* article = std::get_if<Article>(&*inside)) {
    TakeArticle(*article, place, made);
  } else {
    Result<Article> cleaned = cleaner_.Clean(std::get<Page>(*inside), &deadline_);
    if (!cleaned.ok()) return NoteError(cleaned.error(), place, made);
    *inside = SkippedRecord{};  // the page is not needed any more, and may be large
    TakeArticle(*cleaned, place, made);
  }
}

std::unique_ptr<Worker> Worker::Clone() const {
  std::optional<Extractor> extractor;
  if (extractor_) extractor = extractor_->Clone();
  return std::make_unique<Worker>(options_, std::move(extractor));
}

void Worker::TakeArticle(const Article& article, const Source& place, Made* made) {
  ++made->counts.articles;
  if (options_.wanted == Wanted::kArticles) {
    ++made->counts.lines;
    return AddLine(ArticleToJson(article), &made->lines);
  }
  if (options_.articles_too) AddLine(ArticleToJson(article), &made->articles);
  auto too_long = [&] { return OverTimeError(article.id + ": takes too long to read for facts"); };
  CodePointIndex points(article.text);
  if (options_.wanted == Wanted::kMentions) {
    Annotations doc = extractor_->Mentions(article, &deadline_);
    if (deadline_.Expired()) return NoteError(too_long(), place, made);
    for (const Mention& m : doc.mentions) {
      if (m.span.begin < doc.body) continue;  // of the title
      ++made->counts.lines;
      AddLine(MentionToJson(m, doc, article, points, options_.why), &made->lines);
    }
    return;
  }
  ExtractResult found = extractor_->Extract(article, &deadline_);
  if (found.over_time) return NoteError(too_long(), place, made);
  made->counts.other_language += found.skipped_language;
  made->counts.lines += found.facts.size();
  for (const Fact& fact : found.facts) {
    AddLine(FactToJson(fact, article, points, ruleset_), &made->lines);
  }
}

void Worker::NoteError(const Error& error, const Source& place, Made* made) {
  ++made->counts.errors;
  made->counts.over_time += error.kind == Error::Kind::kOverTime;
  made->counts.damaged += error.kind == Error::Kind::kDamaged;
  AddLine(ErrorToJson(place, error), &made->errors);
  made->to_tell.push_back(error);
}

WorkerPool::WorkerPool(WorkOptions options, std::optional<Extractor> extractor)
    : options_(options), extractor_(std::move(extractor)) {}

Worker* WorkerPool::Borrow() {
  const Worker* first = nullptr;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    if (!idle_.empty()) {
      Worker* worker = idle_.back();
      idle_.pop_back();
      return worker;
    }
    if (all_.empty()) {
      all_.push_back(std::make_unique<Worker>(options_, std::exchange(extractor_, std::nullopt)));
      return all_.back().get();
    }
    first = all_.front().get();
  }
  std::unique_ptr<Worker> clone = first->Clone();
  std::lock_guard<std::mutex> lock(mutex_);
  all_.push_back(std::move(clone));
  return all_.back().get();
}

void WorkerPool::Return(Worker* worker) {
  std::lock_guard<std::mutex> lock(mutex_);
  idle_.push_back(worker);
}

}  // namespace newsfacts
