// Tells ThreadSanitizer what oneTBB orders: Debian's library is not instrumented, so that without
// this every hand-over between two stages of a pipeline looks like a race. Elsewhere it does
// nothing.
#ifndef NEWSFACTS_PIPELINE_BATCH_HAND_OVER_H_
#define NEWSFACTS_PIPELINE_BATCH_HAND_OVER_H_

#ifdef __SANITIZE_THREAD__
#include <sanitizer/tsan_interface.h>
#endif

namespace newsfacts {

// What was done before is seen by whoever takes `what` over afterwards.
inline void HandOver([[maybe_unused]] const void* what) {
#ifdef __SANITIZE_THREAD__
  __tsan_release(const_cast<void*>(what));
#endif
}

inline void TakeOver([[maybe_unused]] const void* what) {
#ifdef __SANITIZE_THREAD__
  __tsan_acquire(const_cast<void*>(what));
#endif
}

// A stage of a pipeline that runs one call at a time, from whichever thread.
class SerialStage {
 public:
  explicit SerialStage(const void* stage) : stage_(stage) { TakeOver(stage_); }
  ~SerialStage() { HandOver(stage_); }
  SerialStage(const SerialStage&) = delete;
  SerialStage& operator=(const SerialStage&) = delete;

 private:
  const void* stage_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_BATCH_HAND_OVER_H_
