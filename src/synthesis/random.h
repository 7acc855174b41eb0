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

// A permutation of [0, size) chosen by `seed`: steps that are bijections of words of just enough
// bits (addition, multiplication by an odd number, xor with the high half), walked until the result
// lies inside, which takes fewer than two turns on average.
class Permutation {
 public:
  constexpr Permutation(std::uint64_t size, std::uint64_t seed) : size_(size) {
    unsigned bits = 1;
    while (bits < 63 && (1ULL << bits) < size)
      ++bits;
    mask_ = (1ULL << bits) - 1;
    shift_ = (bits + 1) / 2;
    offset_ = mix(seed);
    for (std::uint64_t& factor : factors_)
      factor = mix(++seed) | 1;
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
    x = (x + offset_) & mask_;
    for (const std::uint64_t factor : factors_) {
      x = (x * factor) & mask_;
      x ^= x >> shift_;
    }
    return x;
  }

  std::uint64_t size_, mask_ = 0, offset_ = 0;
  std::uint64_t factors_[3] = {};
  unsigned shift_ = 1;
};

}  // namespace mimar::synthesis
