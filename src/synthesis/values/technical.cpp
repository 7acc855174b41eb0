#include "synthesis/values/technical.h"

#include "synthesis/digits.h"
#include "synthesis/random.h"
#include "synthesis/values/words.h"

namespace mimar::synthesis {
namespace {

using words::pick;

// The first sixteen tell ordinals apart; fewer count through all there are.
void append_hash(std::string& out, std::uint64_t ordinal, std::size_t width) {
  if (width < 16)
    return append_hex(out, Permutation(1ULL << (4 * width), width)(ordinal % (1ULL << (4 * width))),
                      static_cast<int>(width));
  for (std::uint64_t part = mix(ordinal); width > 0; part = mix(part)) {
    const std::size_t taken = std::min<std::size_t>(width, 16);
    append_hex(out, part >> (64 - 4 * taken), static_cast<int>(taken));
    width -= taken;
  }
}

std::uint64_t all_of_digits(std::size_t width) {
  return static_cast<std::uint64_t>(power_of_ten(static_cast<int>(width)));
}

void append_digits(std::string& out, std::uint64_t ordinal, std::size_t width) {
  const std::uint64_t all = all_of_digits(width);
  append_padded(out, static_cast<std::int64_t>(Permutation(all, width)(ordinal % all)), width);
}

// Sixteen digits; the last makes the sum come out (ISO/IEC 7812, Luhn).
void append_card_number(std::string& out, std::uint64_t ordinal) {
  const std::size_t start = out.size();
  out += "400000";
  append_digits(out, ordinal, 9);
  std::uint64_t sum = 0;
  for (std::size_t i = start; i < out.size(); ++i) {
    const auto digit = static_cast<std::uint64_t>(out[i] - '0');
    const std::uint64_t twice = 2 * digit > 9 ? 2 * digit - 9 : 2 * digit;
    sum += (i - start) % 2 == 0 ? twice : digit;
  }
  append_number(out, (10 - sum % 10) % 10);
}

// Of Germany, with its check digits (ISO 13616): the remainder by 97 of bank, account, "DE00" is
// taken from 98.
void append_iban(std::string& out, std::uint64_t ordinal) {
  std::string account;
  append_digits(account, 1, 8);
  append_digits(account, ordinal, 10);
  std::uint64_t remainder = 0;
  for (char c : account + "131400")
    remainder = (remainder * 10 + static_cast<std::uint64_t>(c - '0')) % 97;
  out += "DE";
  append_padded(out, static_cast<std::int64_t>(98 - remainder), 2);
  out += account;
}

void append_version(std::string& out, std::uint64_t ordinal) {
  append_number(out, ordinal / 100 + 1);
  out += '.';
  append_number(out, ordinal / 10 % 10);
  out += '.';
  append_number(out, ordinal % 10);
}

// "calm-harbor.example.com", "/calm/harbor"
void append_place(std::string& out, const Text& text, std::uint64_t ordinal, char separator) {
  const std::uint64_t random = mix(ordinal);
  out += pick(words::adjectives, random);
  out += separator;
  out += pick(words::nouns, random >> 20);
  if (!text.unique) return;
  out += separator;
  append_number(out, ordinal);
}

}  // namespace

void append_technical(std::string& out, const Text& text, std::uint64_t ordinal) {
  switch (text.kind) {
    case Text::Kind::hex: return append_hash(out, ordinal, text.width);
    case Text::Kind::digits: return append_digits(out, ordinal, text.width);
    case Text::Kind::version: return append_version(out, ordinal);
    case Text::Kind::host:
      append_place(out, text, ordinal, '-');
      return void(out += ".example.com");
    case Text::Kind::path: out += '/'; return append_place(out, text, ordinal, '/');
    case Text::Kind::card_number: return append_card_number(out, ordinal);
    case Text::Kind::iban: return append_iban(out, ordinal);
    case Text::Kind::amount:
      return append_decimal(out,
                            static_cast<std::int64_t>(text.unique ? ordinal : ordinal % 100000), 2);
    case Text::Kind::json: return append(out, Special{Special::Kind::json, 0, 0}, ordinal);
    case Text::Kind::hex_color: return out += '#', append_hash(out, ordinal, 6);
    case Text::Kind::uuid: return append(out, Special{Special::Kind::uuid, 0, 0}, ordinal);
    default: return;
  }
}

std::uint64_t combinations(const Text& text) {
  switch (text.kind) {
    case Text::Kind::hex: return text.width < 16 ? 1ULL << (4 * text.width) : 0;
    case Text::Kind::hex_color: return 1ULL << 24;
    case Text::Kind::digits: return all_of_digits(text.width);
    case Text::Kind::card_number: return all_of_digits(9);
    case Text::Kind::iban: return all_of_digits(10);
    default: return 0;
  }
}

}  // namespace mimar::synthesis
