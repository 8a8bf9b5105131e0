// Moves bytes: many HTTP exchanges at once on one thread. It follows no redirect, decodes no
// content, keeps no cookie, uses no proxy, sends no password; who may be asked, and when, is
// decided elsewhere. What it does decide is where a socket may lead: an address that the guard
// refuses is never connected to, whatever name led there and however often the name is looked up.
//
//   Result<std::unique_ptr<Transfer>> transfer = MakeCurlTransfer(options);
//   (*transfer)->Start({.id = 1, .url = "https://news.example/"});
//   for (const TransferReply& reply : (*transfer)->Wait(1000)) Use(reply);
//
// Tests put a Transfer of their own under the crawler, one without sockets.
#ifndef NEWSFACTS_PIPELINE_FETCH_TRANSFER_H_
#define NEWSFACTS_PIPELINE_FETCH_TRANSFER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/fetch/clock.h"
#include "pipeline/fetch/ip_address.h"
#include "pipeline/result.h"
#include "pipeline/store/http_head.h"

namespace newsfacts {

struct TransferOptions {
  std::string user_agent;
  AddressGuard guard;
  int64_t connect_timeout_ms = 10 * kSecondMs;
  int64_t timeout_ms = 30 * kSecondMs;  // of a whole exchange
  int64_t slow_bytes_per_second = 64;   // slower than this for `slow_ms` is a timeout
  int64_t slow_ms = 15 * kSecondMs;
  size_t max_head_bytes = size_t{64} << 10;
  std::string ca_file;               // "": the system's certificates
  std::vector<std::string> resolve;  // "name:port:address", instead of asking the resolver
};

struct TransferRequest {
  uint64_t id = 0;
  std::string url;                   // http or https
  std::vector<std::string> headers;  // "Accept: text/html"
  size_t max_body_bytes = size_t{5} << 20;
};

enum class TransferEnd {
  kDone,            // the exchange is whole, or its body was cut at the cap
  kRefusedAddress,  // the guard
  kNoSuchHost,
  kNoConnection,
  kTlsFailed,
  kTimeout,
  kBroken,  // broke off, or is no HTTP
  kHeadTooLarge,
};
// "done", "refused-address", "no-such-host", ...
std::string TransferEndName(TransferEnd end);

struct TransferReply {
  uint64_t id = 0;
  TransferEnd end = TransferEnd::kDone;
  std::string problem;  // for people; "" where kDone
  int http_status = 0;
  bool http2 = false;
  bool truncated = false;  // the body goes on after max_body_bytes
  std::string ip;
  std::string request_head;   // as sent
  std::string response_head;  // as it came, of the final answer (no 1xx)
  HeaderFields fields;        // of response_head
  std::string body;           // content coding kept, transfer coding taken off
  int64_t first_byte_us = 0;
  int64_t total_us = 0;
};

class Transfer {
 public:
  virtual ~Transfer() = default;
  virtual void Start(TransferRequest request) = 0;
  // Works until at least one exchange has ended or `max_ms` have passed.
  virtual std::vector<TransferReply> Wait(int64_t max_ms) = 0;
  virtual size_t active() const = 0;
  // Drops all that is under way; no reply comes of it.
  virtual void Abort() = 0;
};

Result<std::unique_ptr<Transfer>> MakeCurlTransfer(const TransferOptions& options);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_FETCH_TRANSFER_H_
