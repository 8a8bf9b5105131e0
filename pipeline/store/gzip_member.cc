#include "pipeline/store/gzip_member.h"

#include <libdeflate.h>

#include <memory>
#include <new>

namespace newsfacts {
namespace {

struct Free {
  void operator()(libdeflate_compressor* c) const { libdeflate_free_compressor(c); }
};
using Compressor = std::unique_ptr<libdeflate_compressor, Free>;

}  // namespace

std::string GzipMember(std::string_view bytes, Packing packing) {
  thread_local Compressor usual(libdeflate_alloc_compressor(6));
  thread_local Compressor fast(libdeflate_alloc_compressor(1));
  libdeflate_compressor* compressor = (packing == Packing::kFast ? fast : usual).get();
  if (compressor == nullptr) throw std::bad_alloc();
  std::string out(libdeflate_gzip_compress_bound(compressor, bytes.size()), '\0');
  out.resize(
      libdeflate_gzip_compress(compressor, bytes.data(), bytes.size(), out.data(), out.size()));
  return out;
}

}  // namespace newsfacts
