#include "pipeline/store/gzip_member.h"

#include <libdeflate.h>

#include <iterator>
#include <memory>
#include <new>

namespace newsfacts {
namespace {

struct Free {
  void operator()(libdeflate_compressor* c) const { libdeflate_free_compressor(c); }
};
using Compressor = std::unique_ptr<libdeflate_compressor, Free>;

libdeflate_compressor* CompressorFor(Packing packing) {
  static constexpr int kLevels[] = {6, 1, 0};
  thread_local Compressor compressors[std::size(kLevels)];
  auto which = static_cast<size_t>(packing);
  Compressor& compressor = compressors[which];
  if (compressor == nullptr) compressor.reset(libdeflate_alloc_compressor(kLevels[which]));
  if (compressor == nullptr) throw std::bad_alloc();
  return compressor.get();
}

}  // namespace

void AppendGzipMember(std::string_view bytes, Packing packing, std::string* out) {
  libdeflate_compressor* compressor = CompressorFor(packing);
  size_t begin = out->size();
  size_t room = libdeflate_gzip_compress_bound(compressor, bytes.size());
  out->resize(begin + room);
  out->resize(begin + libdeflate_gzip_compress(compressor, bytes.data(), bytes.size(),
                                               out->data() + begin, room));
}

std::string GzipMember(std::string_view bytes, Packing packing) {
  std::string out;
  AppendGzipMember(bytes, packing, &out);
  return out;
}

}  // namespace newsfacts
