#pragma once
// Randomness that is a function of its inputs: the value of a cell depends on seed, table, column
// and row only, so any row of a parent can be computed again when a child refers to it, and nothing
// is ever kept.

#include <cstdint>
#include <string_view>

namespace mimar::synthesis {

// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): a bijection of 64-bit words.
constexpr std::uint64_t mix(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

constexpr std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  return mix(a ^ mix(b));
}

constexpr std::uint64_t mix(std::uint64_t seed, std::string_view text) {
  for (char c : text)
    seed = mix(seed ^ static_cast<unsigned char>(c));
  return seed;
}

// In [0, 1).
constexpr double fraction(std::uint64_t random) {
  return static_cast<double>(random >> 11) * (1.0 / 9007199254740992.0);
}

// A permutation of [0, size) chosen by `seed`: a Feistel network on the next power of four, walked
// until it lands inside.
class Permutation {
 public:
  constexpr Permutation(std::uint64_t size, std::uint64_t seed) : size_(size), seed_(seed) {
    while (half_ < 31 && (1ULL << (2 * half_)) < size)
      ++half_;
  }
  constexpr std::uint64_t operator()(std::uint64_t x) const {
    if (size_ < 2) return 0;
    do
      x = once(x);
    while (x >= size_);
    return x;
  }

 private:
  constexpr std::uint64_t once(std::uint64_t x) const {
    const std::uint64_t mask = (1ULL << half_) - 1;
    std::uint64_t left = x >> half_, right = x & mask;
    for (std::uint64_t round = 0; round < 4; ++round) {
      const std::uint64_t next = left ^ (mix(seed_ + round, right) & mask);
      left = right;
      right = next;
    }
    return left << half_ | right;
  }

  std::uint64_t size_, seed_;
  unsigned half_ = 1;
};

}  // namespace mimar::synthesis
