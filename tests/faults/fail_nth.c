/* A library for LD_PRELOAD that makes the n-th call of a kind fail, to see what a program does then.
 *
 *   FAIL_CALL=write:3:ENOSPC   the third write (and every later one) says that the disk is full
 *   FAIL_CALL=fsync:1:EIO      the first fsync (or fdatasync) fails
 *   FAIL_CALL=rename:1:EACCES  the first rename fails
 *
 * Writes to standard error and to sockets and pipes are never counted: they are words, not data.
 * Where the call was reached the file named by FAIL_MARK is created, so that a test knows when n is
 * beyond the last call.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static int calls;

static int error_number(const char* name) {
  if (strcmp(name, "ENOSPC") == 0) return ENOSPC;
  if (strcmp(name, "EACCES") == 0) return EACCES;
  return EIO;
}

/* Whether this call of `kind` is to fail; sets errno then. */
static int fails(const char* kind) {
  const char* plan = getenv("FAIL_CALL");
  size_t length = strlen(kind);
  if (plan == NULL || strncmp(plan, kind, length) != 0 || plan[length] != ':') return 0;
  char* rest;
  long n = strtol(plan + length + 1, &rest, 10);
  if (__sync_add_and_fetch(&calls, 1) < n) return 0;
  const char* mark = getenv("FAIL_MARK");
  if (mark != NULL) {
    int fd = open(mark, O_CREAT | O_WRONLY, 0600);
    if (fd >= 0) close(fd);
  }
  errno = error_number(*rest == ':' ? rest + 1 : "EIO");
  return 1;
}

static int is_data(int fd) {
  struct stat s;
  return fd != 2 && fstat(fd, &s) == 0 && S_ISREG(s.st_mode);
}

#define REAL(type, name, ...) ((type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name))

ssize_t write(int fd, const void* data, size_t size) {
  if (is_data(fd) && fails("write")) return -1;
  return REAL(ssize_t, "write", int, const void*, size_t)(fd, data, size);
}

ssize_t pwrite64(int fd, const void* data, size_t size, off64_t at) {
  if (is_data(fd) && fails("write")) return -1;
  return REAL(ssize_t, "pwrite64", int, const void*, size_t, off64_t)(fd, data, size, at);
}

ssize_t writev(int fd, const struct iovec* parts, int count) {
  if (is_data(fd) && fails("write")) return -1;
  return REAL(ssize_t, "writev", int, const struct iovec*, int)(fd, parts, count);
}

/* stdio writes by an internal call that cannot be replaced; replace its doors instead. */
size_t fwrite(const void* data, size_t size, size_t count, FILE* file) {
  if (is_data(fileno(file)) && fails("write")) return 0;
  return REAL(size_t, "fwrite", const void*, size_t, size_t, FILE*)(data, size, count, file);
}

int fflush(FILE* file) {
  if (file != NULL && is_data(fileno(file)) && fails("write")) return EOF;
  return REAL(int, "fflush", FILE*)(file);
}

int fsync(int fd) {
  if (fails("fsync")) return -1;
  return REAL(int, "fsync", int)(fd);
}

int fdatasync(int fd) {
  if (fails("fsync")) return -1;
  return REAL(int, "fdatasync", int)(fd);
}

int rename(const char* from, const char* to) {
  if (fails("rename")) return -1;
  return REAL(int, "rename", const char*, const char*)(from, to);
}
