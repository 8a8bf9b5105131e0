// How much processor time the work on one page may take. A page that strangers made to be slow
// costs that much and no more.
//
// Loops over what a page holds ask Expired() once a sentence, block or candidate, and leave their
// work half done when it says yes. Whoever set the deadline asks it once more and throws the half
// away: a page is read whole or not at all. The clock is given by the program's caller; the
// libraries read none.
//
//   Deadline deadline(&clock, std::chrono::seconds(30));
//   deadline.Restart();
//   ExtractResult r = extractor.Extract(article, &deadline);   // r.over_time where it was too
//   short
#ifndef NEWSFACTS_PIPELINE_DEADLINE_H_
#define NEWSFACTS_PIPELINE_DEADLINE_H_

#include <chrono>

namespace newsfacts {

class WorkClock {
 public:
  virtual ~WorkClock() = default;
  // Processor time that the calling thread has used so far.
  virtual std::chrono::nanoseconds Used() const = 0;
};

class Deadline {
 public:
  Deadline() = default;  // never expires
  // Never expires without a clock, or where nothing is `allowed`. Begins with Restart().
  Deadline(const WorkClock* clock, std::chrono::nanoseconds allowed)
      : clock_(allowed.count() > 0 ? clock : nullptr), allowed_(allowed) {}

  void Restart() {
    if (clock_ == nullptr) return;
    expired_ = false;
    until_ = clock_->Used() + allowed_;
    questions_ = 0;
  }

  // Once true, true until Restart(). Cheap: the clock is read at every 64th question.
  bool Expired() {
    if (clock_ == nullptr || expired_ || ++questions_ % kOneIn != 0) return expired_;
    expired_ = clock_->Used() >= until_;
    return expired_;
  }

 private:
  static constexpr unsigned kOneIn = 64;

  const WorkClock* clock_ = nullptr;
  std::chrono::nanoseconds allowed_{0};
  std::chrono::nanoseconds until_{0};
  unsigned questions_ = 0;
  bool expired_ = false;
};

// For stages that may be given no deadline.
inline bool Expired(Deadline* deadline) {
  return deadline != nullptr && deadline->Expired();
}

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_DEADLINE_H_
