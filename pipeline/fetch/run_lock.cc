#include "pipeline/fetch/run_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace newsfacts {
namespace {

std::string HolderOf(int fd) {
  char text[32] = "";
  ssize_t n = ::pread(fd, text, sizeof text - 1, 0);
  std::string holder(text, n > 0 ? static_cast<size_t>(n) : 0);
  return holder.substr(0, holder.find('\n'));
}

}  // namespace

Result<RunLock> RunLock::Take(const std::string& path) {
  int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (fd < 0) return OutputError(fmt::format("cannot open {}: {}", path, std::strerror(errno)));
  if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
    int code = errno;
    std::string holder = HolderOf(fd);
    ::close(fd);
    if (code != EWOULDBLOCK) {
      return OutputError(fmt::format("cannot lock {}: {}", path, std::strerror(code)));
    }
    return Error{Error::Kind::kLocked,
                 fmt::format("{} is held by another run{}; let it end, or stop it", path,
                             holder.empty() ? "" : " (process " + holder + ")")};
  }
  // Whose lock it is, for people; nothing depends on it.
  std::string pid = std::to_string(::getpid()) + "\n";
  if (::ftruncate(fd, 0) == 0) {
    [[maybe_unused]] ssize_t written = ::pwrite(fd, pid.data(), pid.size(), 0);
  }
  return RunLock(fd);
}

RunLock::~RunLock() {
  if (fd_ >= 0) ::close(fd_);
}

}  // namespace newsfacts
