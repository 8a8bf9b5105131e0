/* A library for LD_PRELOAD that sets the clock on the wall to another time, to see what a program does then.
 *
 *   CLOCK_SHIFT=FILE   the clock is off by as many seconds as the file says ("-86400"); the file is read at every
 *                      call, so that the clock can be set while the program runs
 *
 * Only the time of day moves: the clocks that count from the start of the machine go on as they do.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define NANOSECONDS 1000000000LL

/* Nanoseconds by which the clock is off. */
static long long shift(void) {
  const char* path = getenv("CLOCK_SHIFT");
  int fd = path == NULL ? -1 : open(path, O_RDONLY | O_CLOEXEC);
  char text[64] = "";
  if (fd < 0) return 0;
  ssize_t n = read(fd, text, sizeof text - 1);
  close(fd);
  return n > 0 ? (long long)(strtod(text, NULL) * (double)NANOSECONDS) : 0;
}

#define REAL(type, name, ...) ((type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name))

int clock_gettime(clockid_t clock, struct timespec* now) {
  int failed = REAL(int, "clock_gettime", clockid_t, struct timespec*)(clock, now);
  if (failed || (clock != CLOCK_REALTIME && clock != CLOCK_REALTIME_COARSE)) return failed;
  long long at = now->tv_sec * NANOSECONDS + now->tv_nsec + shift();
  now->tv_sec = at / NANOSECONDS;
  now->tv_nsec = at % NANOSECONDS;
  return 0;
}

int gettimeofday(struct timeval* restrict now, void* restrict zone) {
  struct timespec at;
  (void)zone;
  if (clock_gettime(CLOCK_REALTIME, &at) != 0) return -1;
  now->tv_sec = at.tv_sec;
  now->tv_usec = at.tv_nsec / 1000;
  return 0;
}

time_t time(time_t* now) {
  struct timespec at;
  if (clock_gettime(CLOCK_REALTIME, &at) != 0) return -1;
  if (now != NULL) *now = at.tv_sec;
  return at.tv_sec;
}
