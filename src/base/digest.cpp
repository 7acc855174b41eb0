#include "base/digest.h"

#include <array>

#include <openssl/evp.h>
#include <openssl/sha.h>

#include "base/ensure.h"

namespace mimar {
namespace {

using Digest = std::array<unsigned char, SHA256_DIGEST_LENGTH>;

std::string hex_of(const Digest& digest) {
  static constexpr char hex[] = "0123456789abcdef";
  std::string result;
  for (const unsigned char byte : digest) {
    result += hex[byte >> 4];
    result += hex[byte & 15];
  }
  return result;
}

}  // namespace

std::string sha256_hex(std::string_view data) {
  Digest digest{};
  SHA256(reinterpret_cast<const unsigned char*>(data.data()), data.size(), digest.data());
  return hex_of(digest);
}

struct Sha256::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { EVP_MD_CTX_free(context); }
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  ensure(EVP_DigestInit_ex(state_->context, EVP_sha256(), nullptr) == 1, "no SHA-256");
}

Sha256::~Sha256() = default;

void Sha256::add(std::string_view data) {
  ensure(EVP_DigestUpdate(state_->context, data.data(), data.size()) == 1, "SHA-256 failed");
}

std::string Sha256::hex() {
  Digest digest{};
  ensure(EVP_DigestFinal_ex(state_->context, digest.data(), nullptr) == 1, "SHA-256 failed");
  return hex_of(digest);
}

}  // namespace mimar
