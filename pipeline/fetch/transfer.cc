// The one user of libcurl. Each exchange is an easy handle of one multi handle; handles are used
// again. Debian's libcurl 7.88 bounds neither a chunked body nor the sum of header lines, so both
// are counted in its callbacks.
#include "pipeline/fetch/transfer.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <charconv>
#include <unordered_map>

namespace newsfacts {
namespace {

constexpr long kReadAtOnce = 100L << 10;

// CURL and CURLM are one type, void: the kind of a handle is told by its deleter.
template <auto cleanup>
struct Deleter {
  template <typename T>
  void operator()(T* handle) const {
    cleanup(handle);
  }
};
using Easy = std::unique_ptr<CURL, Deleter<curl_easy_cleanup>>;
using Multi = std::unique_ptr<CURLM, Deleter<curl_multi_cleanup>>;
using HeaderList = std::unique_ptr<curl_slist, Deleter<curl_slist_free_all>>;

void Append(HeaderList& list, const std::string& line) {
  curl_slist* longer = curl_slist_append(list.get(), line.c_str());
  if (longer == nullptr) throw std::bad_alloc();
  static_cast<void>(list.release());
  list.reset(longer);
}

std::optional<IpAddress> AddressOf(const sockaddr* address) {
  char text[INET6_ADDRSTRLEN] = "";
  const void* bytes = nullptr;
  if (address->sa_family == AF_INET) {
    bytes = &reinterpret_cast<const sockaddr_in*>(address)->sin_addr;
  } else if (address->sa_family == AF_INET6) {
    bytes = &reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr;
  }
  if (bytes == nullptr || inet_ntop(address->sa_family, bytes, text, sizeof text) == nullptr) {
    return std::nullopt;
  }
  return ParseIpAddress(text);
}

// One exchange under way, and what the callbacks of libcurl see of it.
class Exchange {
 public:
  Exchange(const TransferOptions& options, TransferRequest request)
      : options_(options), request_(std::move(request)) {
    reply_.id = request_.id;
  }

  void SetUp(CURL* easy, curl_slist* resolve) {
    auto set = [easy](CURLoption option, auto value) {
      [[maybe_unused]] CURLcode code = curl_easy_setopt(easy, option, value);
      assert(code == CURLE_OK);
    };
    for (const std::string& line : request_.headers) Append(headers_, line);
    Append(headers_, "Accept-Encoding: gzip, deflate, br");
    set(CURLOPT_PRIVATE, this);
    set(CURLOPT_URL, request_.url.c_str());
    set(CURLOPT_PATH_AS_IS, 1L);
    set(CURLOPT_BUFFERSIZE, kReadAtOnce);
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_HTTPHEADER, headers_.get());
    set(CURLOPT_USERAGENT, options_.user_agent.c_str());
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    set(CURLOPT_HTTP_CONTENT_DECODING, 0L);
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_PROXY, "");
    set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.connect_timeout_ms));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(options_.timeout_ms));
    set(CURLOPT_LOW_SPEED_LIMIT, static_cast<long>(options_.slow_bytes_per_second));
    set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(std::max<int64_t>(1, options_.slow_ms / 1000)));
    if (!options_.ca_file.empty()) set(CURLOPT_CAINFO, options_.ca_file.c_str());
    if (resolve != nullptr) set(CURLOPT_RESOLVE, resolve);
    set(CURLOPT_ERRORBUFFER, error_);
    set(CURLOPT_OPENSOCKETFUNCTION, &Exchange::OpenSocket);
    set(CURLOPT_OPENSOCKETDATA, this);
    set(CURLOPT_PREREQFUNCTION, &Exchange::BeforeRequest);
    set(CURLOPT_PREREQDATA, this);
    set(CURLOPT_HEADERFUNCTION, &Exchange::TakeHeader);
    set(CURLOPT_HEADERDATA, this);
    set(CURLOPT_WRITEFUNCTION, &Exchange::TakeBody);
    set(CURLOPT_WRITEDATA, this);
    set(CURLOPT_VERBOSE, 1L);  // the request's head is told to nobody but the debug function
    set(CURLOPT_DEBUGFUNCTION, &Exchange::TakeDebug);
    set(CURLOPT_DEBUGDATA, this);
  }

  TransferReply Finish(CURL* easy, CURLcode code) {
    long status = 0;
    long version = 0;
    char* ip = nullptr;
    curl_off_t first = 0;
    curl_off_t total = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(easy, CURLINFO_HTTP_VERSION, &version);
    curl_easy_getinfo(easy, CURLINFO_PRIMARY_IP, &ip);
    curl_easy_getinfo(easy, CURLINFO_STARTTRANSFER_TIME_T, &first);
    curl_easy_getinfo(easy, CURLINFO_TOTAL_TIME_T, &total);
    reply_.http_status = static_cast<int>(status);
    reply_.http2 = version == CURL_HTTP_VERSION_2_0;
    reply_.ip = ip == nullptr ? "" : ip;
    reply_.first_byte_us = first;
    reply_.total_us = total;
    reply_.end = EndOf(code);
    if (reply_.body.empty()) reply_.fields = ParseHttpHead(reply_.response_head).fields;
    if (reply_.end != TransferEnd::kDone) {
      reply_.problem = !refusal_.empty()   ? refusal_
                       : error_[0] != '\0' ? error_
                       : code == CURLE_OK  ? "the head breaks off"
                                           : curl_easy_strerror(code);
    }
    return std::move(reply_);
  }

 private:
  TransferEnd EndOf(CURLcode code) const {
    if (code == CURLE_OK || reply_.truncated) {
      return HeadIsWhole() ? TransferEnd::kDone : TransferEnd::kBroken;
    }
    if (!refusal_.empty()) return TransferEnd::kRefusedAddress;
    if (head_too_large_) return TransferEnd::kHeadTooLarge;
    switch (code) {
      case CURLE_OUT_OF_MEMORY:  // so it calls a header line above 100 KB
        return TransferEnd::kHeadTooLarge;
      case CURLE_COULDNT_RESOLVE_HOST:
        return TransferEnd::kNoSuchHost;
      case CURLE_COULDNT_CONNECT:
        return TransferEnd::kNoConnection;
      case CURLE_OPERATION_TIMEDOUT:
        return TransferEnd::kTimeout;
      case CURLE_SSL_CONNECT_ERROR:
      case CURLE_SSL_CERTPROBLEM:
      case CURLE_SSL_CIPHER:
      case CURLE_PEER_FAILED_VERIFICATION:
      case CURLE_SSL_CACERT_BADFILE:
      case CURLE_SSL_INVALIDCERTSTATUS:
        return TransferEnd::kTlsFailed;
      default:
        return TransferEnd::kBroken;
    }
  }

  // libcurl takes a connection that closes amid the head for an answer without a body.
  bool HeadIsWhole() const {
    return reply_.response_head.ends_with("\n\r\n") || reply_.response_head.ends_with("\n\n");
  }

  // What the server says will come, up to the cap.
  size_t ExpectedBytes() const {
    std::string_view length = FieldValue(reply_.fields, "content-length");
    size_t bytes = 0;
    std::from_chars(length.data(), length.data() + length.size(), bytes);
    return std::min(bytes, request_.max_body_bytes);
  }

  bool Refuses(const std::optional<IpAddress>& address) {
    std::string why = address ? options_.guard.Refusal(*address) : "no IP address";
    if (why.empty()) return false;
    refusal_ = fmt::format("address refused: {}", why);
    return true;
  }

  static curl_socket_t OpenSocket(void* self, curlsocktype, curl_sockaddr* to) {
    auto* x = static_cast<Exchange*>(self);
    if (x->Refuses(AddressOf(&to->addr))) return CURL_SOCKET_BAD;
    x->refusal_.clear();  // of another address of the same name
    return ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
  }

  // Also holds for a connection that is used again.
  static int BeforeRequest(void* self, char* ip, char*, int, int) {
    bool refused = static_cast<Exchange*>(self)->Refuses(ParseIpAddress(ip));
    return refused ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK;
  }

  static size_t TakeHeader(char* bytes, size_t, size_t size, void* self) {
    auto* x = static_cast<Exchange*>(self);
    std::string_view line(bytes, size);
    std::string& head = x->reply_.response_head;
    // A new head after an interim one (1xx); lines after the body are trailers, which are dropped.
    if (line.starts_with("HTTP/")) head.clear();
    if (head.empty() && !line.starts_with("HTTP/")) return size;
    if (!x->reply_.body.empty()) return size;
    if (head.size() + size > x->options_.max_head_bytes) {
      x->head_too_large_ = true;
      return 0;
    }
    head += line;
    return size;
  }

  static size_t TakeBody(char* bytes, size_t, size_t size, void* self) {
    auto* x = static_cast<Exchange*>(self);
    std::string& body = x->reply_.body;
    if (body.empty()) {
      x->reply_.fields = ParseHttpHead(x->reply_.response_head).fields;
      body.reserve(x->ExpectedBytes());
    }
    size_t room = x->request_.max_body_bytes - body.size();
    body.append(bytes, std::min(room, size));
    if (size <= room) return size;
    x->reply_.truncated = true;
    return 0;
  }

  static int TakeDebug(CURL*, curl_infotype type, char* bytes, size_t size, void* self) {
    if (type == CURLINFO_HEADER_OUT) {
      static_cast<Exchange*>(self)->reply_.request_head.append(bytes, size);
    }
    return 0;
  }

  const TransferOptions& options_;
  TransferRequest request_;
  TransferReply reply_;
  HeaderList headers_;
  std::string refusal_;
  bool head_too_large_ = false;
  char error_[CURL_ERROR_SIZE] = "";
};

class CurlTransfer : public Transfer {
 public:
  CurlTransfer(TransferOptions options, Multi multi)
      : options_(std::move(options)), multi_(std::move(multi)) {
    for (const std::string& entry : options_.resolve) Append(resolve_, entry);
  }
  ~CurlTransfer() override { Abort(); }

  void Start(TransferRequest request) override {
    Easy easy;
    if (idle_.empty()) {
      easy.reset(curl_easy_init());
      if (easy == nullptr) throw std::bad_alloc();
    } else {
      easy = std::move(idle_.back());
      idle_.pop_back();
    }
    auto exchange = std::make_unique<Exchange>(options_, std::move(request));
    exchange->SetUp(easy.get(), resolve_.get());
    curl_multi_add_handle(multi_.get(), easy.get());
    CURL* key = easy.get();
    running_.emplace(key, Running{std::move(easy), std::move(exchange)});
  }

  std::vector<TransferReply> Wait(int64_t max_ms) override {
    std::vector<TransferReply> replies;
    Work(&replies);
    if (!replies.empty() || max_ms <= 0) return replies;
    curl_multi_poll(multi_.get(), nullptr, 0, static_cast<int>(std::min<int64_t>(max_ms, 60000)),
                    nullptr);
    Work(&replies);
    return replies;
  }

  size_t active() const override { return running_.size(); }

  void Abort() override {
    for (auto& [key, running] : running_) curl_multi_remove_handle(multi_.get(), key);
    running_.clear();
  }

 private:
  struct Running {
    Easy easy;
    std::unique_ptr<Exchange> exchange;
  };

  void Work(std::vector<TransferReply>* replies) {
    int still_running = 0;
    curl_multi_perform(multi_.get(), &still_running);
    int left = 0;
    while (CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      CURLcode code = message->data.result;
      CURL* key = message->easy_handle;
      auto it = running_.find(key);
      replies->push_back(it->second.exchange->Finish(key, code));
      curl_multi_remove_handle(multi_.get(), key);
      curl_easy_reset(key);  // keeps its connections' caches, forgets every option
      idle_.push_back(std::move(it->second.easy));
      running_.erase(it);
    }
  }

  TransferOptions options_;
  HeaderList resolve_;
  Multi multi_;  // outlives the easy handles below
  std::vector<Easy> idle_;
  std::unordered_map<CURL*, Running> running_;
};

}  // namespace

std::string TransferEndName(TransferEnd end) {
  switch (end) {
    case TransferEnd::kDone:
      return "done";
    case TransferEnd::kRefusedAddress:
      return "refused-address";
    case TransferEnd::kNoSuchHost:
      return "no-such-host";
    case TransferEnd::kNoConnection:
      return "no-connection";
    case TransferEnd::kTlsFailed:
      return "tls-failed";
    case TransferEnd::kTimeout:
      return "timeout";
    case TransferEnd::kBroken:
      return "broken";
    case TransferEnd::kHeadTooLarge:
      return "head-too-large";
  }
  return "";
}

Result<std::unique_ptr<Transfer>> MakeCurlTransfer(const TransferOptions& options) {
  if (options.user_agent.find_first_of("\r\n") != std::string::npos) {
    return UsageError("the user agent holds a line end");
  }
  static const CURLcode kReady = curl_global_init(CURL_GLOBAL_DEFAULT);
  Multi multi(kReady == CURLE_OK ? curl_multi_init() : nullptr);
  if (multi == nullptr) return UsageError("libcurl does not start");
  return std::unique_ptr<Transfer>(std::make_unique<CurlTransfer>(options, std::move(multi)));
}

}  // namespace newsfacts
