#include "pipeline/batch/folder_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

// The folder itself is locked: shared by the runs of shares, exclusive by a run of all. A share has
// a file of its own, which is removed while its lock is held.

namespace newsfacts {
namespace {

// False where another process holds it.
bool Lock(int fd, int how) {
  return ::flock(fd, how | LOCK_NB) == 0 || errno != EWOULDBLOCK;
}

// The file at `path` is the open one: whoever held it before may have removed it.
bool IsAt(const std::string& path, int fd) {
  struct stat there {};
  struct stat open {};
  return ::stat(path.c_str(), &there) == 0 && ::fstat(fd, &open) == 0 &&
         there.st_ino == open.st_ino && there.st_dev == open.st_dev;
}

Error Held(std::string_view what) {
  return {Error::Kind::kLocked,
          fmt::format("another run writes to {}; let it end, or stop it", what)};
}

Error CannotOpen(const std::string& path) {
  return OutputError(fmt::format("cannot open {}: {}", path, std::strerror(errno)));
}

}  // namespace

FolderLock::FolderLock(FolderLock&& other) noexcept
    : folder_(std::exchange(other.folder_, -1)),
      share_(std::exchange(other.share_, -1)),
      path_(std::move(other.path_)) {}

FolderLock::~FolderLock() {
  if (share_ >= 0) {
    ::unlink(path_.c_str());
    ::close(share_);
  }
  if (folder_ >= 0) ::close(folder_);
}

Result<FolderLock> FolderLock::Take(const std::string& folder, const std::string& share) {
  FolderLock lock;
  lock.folder_ = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (lock.folder_ < 0) return CannotOpen(folder);
  if (!Lock(lock.folder_, share.empty() ? LOCK_EX : LOCK_SH)) return Held(folder);
  if (share.empty()) return lock;
  std::string path = fmt::format("{}/.lock-{}", folder, share);
  for (;;) {
    int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0) return CannotOpen(path);
    bool held = !Lock(fd, LOCK_EX);
    if (!held && IsAt(path, fd)) {
      lock.share_ = fd;
      lock.path_ = std::move(path);
      return lock;
    }
    ::close(fd);
    if (held) return Held(fmt::format("share {} of {}", share, folder));
  }
}

}  // namespace newsfacts
