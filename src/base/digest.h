#pragma once
// SHA-256 (FIPS 180-4), for the digests of inputs in reports. Lower-case hex, 64 characters.

#include <memory>
#include <string>
#include <string_view>

namespace mimar {

std::string sha256_hex(std::string_view data);

// The same of data that comes in pieces.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  void add(std::string_view data);
  std::string hex();  // once, at the end

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace mimar
