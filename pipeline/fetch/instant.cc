#include "pipeline/fetch/instant.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>

#include "pipeline/fetch/clock.h"

namespace newsfacts {
namespace {

using std::chrono::day;
using std::chrono::floor;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

// The words of a date: split at spaces, commas, hyphens and colons.
struct Words {
  std::array<std::string_view, 8> words;
  size_t count = 0;
};

Words Split(std::string_view text) {
  Words out;
  while (out.count < out.words.size()) {
    size_t begin = text.find_first_not_of(" ,-:\t");
    if (begin == text.npos) break;
    size_t end = std::min(text.find_first_of(" ,-:\t", begin), text.size());
    out.words[out.count++] = text.substr(begin, end - begin);
    text.remove_prefix(end);
  }
  return out;
}

int Number(std::string_view text, int most) {
  int value = -1;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && value <= most ? value : -1;
}

int Month(std::string_view name) {
  static constexpr std::string_view kNames = "JanFebMarAprMayJunJulAugSepOctNovDec";
  size_t at = name.size() == 3 ? kNames.find(name) : kNames.npos;
  return at == kNames.npos || at % 3 != 0 ? -1 : static_cast<int>(at / 3) + 1;
}

// Nothing where a part is -1 or there is no such day.
std::optional<int64_t> ToMs(int y, int mon, int d, int h, int m, int s) {
  if (mon < 0 || d < 1 || y < 1970 || h < 0 || m < 0 || s < 0) return std::nullopt;
  year_month_day date{year{y}, month{static_cast<unsigned>(mon)}, day{static_cast<unsigned>(d)}};
  if (!date.ok()) return std::nullopt;
  return sys_days{date}.time_since_epoch().count() * kDayMs + (h * 3600 + m * 60 + s) * kSecondMs;
}

}  // namespace

std::string FormatInstant(int64_t ms) {
  int64_t days = ms >= 0 ? ms / kDayMs : -((kDayMs - 1 - ms) / kDayMs);
  int64_t seconds = (ms - days * kDayMs) / kSecondMs;
  year_month_day date{sys_days{std::chrono::days{days}}};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     seconds / 3600, seconds / 60 % 60, seconds % 60);
}

std::optional<int64_t> ParseInstant(std::string_view text) {
  Words w = Split(text);  // 2026 03 04T05 06 07Z
  if (w.count != 5 || text.size() != 20 || text[10] != 'T' || text[19] != 'Z') return std::nullopt;
  return ToMs(Number(w.words[0], 9999), Number(w.words[1], 12), Number(w.words[2].substr(0, 2), 31),
              Number(w.words[2].substr(3), 23), Number(w.words[3], 59),
              Number(w.words[4].substr(0, 2), 60));
}

std::optional<int64_t> ParseHttpDate(std::string_view text) {
  Words w = Split(text);
  if (w.count < 7) return std::nullopt;
  // Two orders: weekday day month year h m s (GMT), and asctime's weekday month day h m s year.
  bool asctime = Month(w.words[1]) > 0;
  int mon = Month(w.words[asctime ? 1 : 2]);
  int d = Number(w.words[asctime ? 2 : 1], 31);
  int y = Number(w.words[asctime ? 6 : 3], 9999);
  size_t time = asctime ? 3 : 4;
  int h = Number(w.words[time], 23);
  int m = Number(w.words[time + 1], 59);
  int s = Number(w.words[time + 2], 60);
  if (y >= 0 && y < 100 && w.words[3].size() == 2) y += y < 70 ? 2000 : 1900;
  return ToMs(y, mon, d, h, m, s);
}

}  // namespace newsfacts
