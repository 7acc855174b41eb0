#include "synthesis/digits.h"
#include "synthesis/random.h"
#include "synthesis/values/technical.h"
#include "synthesis/values/values.h"
#include "synthesis/values/words.h"

namespace mimar::synthesis {
namespace {

using words::List;
using words::pick;

void append_lower(std::string& out, std::string_view word) {
  for (char c : word)
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

void append_capitalised(std::string& out, std::string_view word) {
  out += word.front() >= 'a' && word.front() <= 'z' ? static_cast<char>(word.front() - 'a' + 'A')
                                                    : word.front();
  out += word.substr(1);
}

// The first list.size() ordinals are the words themselves, later ones carry a number.
void append_listed(std::string& out, List list, std::uint64_t ordinal, bool unique) {
  out += pick(list, ordinal);
  if (!unique || ordinal < list.size()) return;
  out += ' ';
  append_number(out, ordinal / list.size() + 1);
}

void append_number_if(std::string& out, bool unique, std::string_view separator,
                      std::uint64_t ordinal) {
  if (!unique) return;
  out += separator;
  append_number(out, ordinal);
}

void append_person(std::string& out, std::uint64_t ordinal, char separator) {
  const std::uint64_t random = mix(ordinal);
  append_lower(out, pick(words::first_names, random));
  out += separator;
  append_lower(out, pick(words::last_names, random >> 20));
}

void append_sentence(std::string& out, std::uint64_t ordinal) {
  std::uint64_t random = mix(ordinal);
  const std::uint64_t sentences = 1 + random % 3;
  for (std::uint64_t i = 0; i < sentences; ++i, random = mix(random)) {
    if (i > 0) out += ' ';
    out += "The ";
    out += pick(words::adjectives, random >> 8);
    out += ' ';
    out += pick(words::nouns, random >> 20);
    out += ' ';
    out += pick(words::verbs, random >> 32);
    out += " a ";
    out += pick(words::adjectives, random >> 40);
    out += ' ';
    out += pick(words::nouns, random >> 50);
    out += '.';
  }
}

void append_compound(std::string& out, std::uint64_t ordinal, char separator) {
  const std::uint64_t random = mix(ordinal);
  out += pick(words::adjectives, random);
  out += separator;
  out += pick(words::nouns, random >> 20);
}

void append_title(std::string& out, std::uint64_t ordinal) {
  const std::uint64_t random = mix(ordinal);
  append_capitalised(out, pick(words::adjectives, random));
  out += ' ';
  append_capitalised(out, pick(words::nouns, random >> 20));
}

// --- fixed-length codes: every string of that length over an alphabet, counted through
// --------------------------------
constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view letters_and_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

std::string_view alphabet(const Text& text) {
  return text.max_length <= 3 ? letters : letters_and_digits;
}
std::size_t code_length(const Text& text) {
  return std::min(text.max_length, std::max<std::size_t>(text.min_length, 8));
}

void append_code(std::string& out, const Text& text, std::uint64_t ordinal) {
  const std::string_view symbols = alphabet(text);
  const std::size_t start = out.size(), length = code_length(text);
  out.append(length, symbols.front());
  // Scattered, so that neighbours in order of creation are not neighbours in an index.
  if (const std::uint64_t all = size(text); all < unbounded)
    ordinal = Permutation(all, length)(ordinal % all);
  for (std::size_t i = length; i-- > 0 && ordinal > 0; ordinal /= symbols.size()) {
    out[start + i] = symbols[ordinal % symbols.size()];
  }
}

void append_natural(std::string& out, const Text& text, std::uint64_t ordinal) {
  using Kind = Text::Kind;
  const bool unique = text.unique;
  switch (text.kind) {
    case Kind::code: return append_code(out, text, ordinal);
    case Kind::word:
      if (!unique && text.max_length < 16) return void(out += pick(words::nouns, mix(ordinal)));
      return append_compound(out, ordinal, ' '), append_number_if(out, unique, " ", ordinal);
    case Kind::first_name:
      return append_listed(out, words::first_names, unique ? ordinal : mix(ordinal), unique);
    case Kind::last_name:
      return append_listed(out, words::last_names, unique ? ordinal : mix(ordinal), unique);
    case Kind::full_name:
      out += pick(words::first_names, mix(ordinal));
      out += ' ';
      out += pick(words::last_names, mix(ordinal) >> 20);
      return append_number_if(out, unique, " ", ordinal);
    case Kind::email:
      append_person(out, ordinal, '.');
      append_number_if(out, true, "", ordinal);
      out += '@';
      out += pick(words::domains, ordinal);
      return;
    case Kind::username:
      return append_person(out, ordinal, '_'), append_number_if(out, true, "", ordinal);
    case Kind::company:
      append_title(out, ordinal);
      append_number_if(out, unique, " ", ordinal);
      out += ' ';
      out += pick(words::company_forms, ordinal);
      return;
    case Kind::city: return append_listed(out, words::cities, ordinal, unique);
    case Kind::region: return append_listed(out, words::regions, ordinal, unique);
    case Kind::country: return append_listed(out, words::countries, ordinal, unique);
    case Kind::country_code: return append_listed(out, words::country_codes, ordinal, unique);
    case Kind::currency: return append_listed(out, words::currencies, ordinal, unique);
    case Kind::language: return append_listed(out, words::languages, ordinal, unique);
    case Kind::color: return append_listed(out, words::colors, ordinal, unique);
    case Kind::time_zone: return append_listed(out, words::time_zones, ordinal, unique);
    case Kind::listed: return append_listed(out, *text.list, ordinal, unique);
    case Kind::street:
      append_number(out, ordinal % 997 + 1);
      out += ' ';
      out += pick(words::streets, mix(ordinal));
      return append_number_if(out, unique, ", unit ", ordinal);
    case Kind::postal_code: return append_padded(out, static_cast<std::int64_t>(ordinal), 5);
    case Kind::phone:
      return out += "+1555", append_padded(out, static_cast<std::int64_t>(ordinal), 7);
    case Kind::url:
      out += "https://www.example.com/";
      append_compound(out, ordinal, '-');
      return append_number_if(out, true, "/", ordinal);
    case Kind::slug:
      return append_compound(out, ordinal, '-'), append_number_if(out, unique, "-", ordinal);
    case Kind::title:
      return append_title(out, ordinal), append_number_if(out, unique, " ", ordinal);
    case Kind::sentence:
      return append_sentence(out, ordinal), append_number_if(out, unique, " #", ordinal);
    case Kind::address: return append(out, Special{Special::Kind::inet, 0, 0}, ordinal);
    case Kind::file:
      append_compound(out, ordinal, '_');
      append_number_if(out, true, "_", ordinal);
      out += '.';
      out += pick(words::extensions, ordinal);
      return;
    default: return append_technical(out, text, ordinal);
  }
}

// What tells values apart is kept at their end.
void cut_short(std::string& out, std::size_t start, const Text& text, std::uint64_t ordinal) {
  out.resize(start + text.max_length);
  if (!text.unique) return;
  const std::string number = '#' + std::to_string(ordinal);
  if (number.size() >= text.max_length) return;
  out.resize(start + text.max_length - number.size());
  out += number;
}

}  // namespace

std::uint64_t size(const Text& text) {
  if (text.kind == Text::Kind::postal_code) return 100000;
  if (text.kind == Text::Kind::phone) return 10'000'000;
  if (text.kind == Text::Kind::address) return 1ULL << 24;
  if (text.kind == Text::Kind::listed) return text.unique ? unbounded : text.list->size();
  if (text.kind == Text::Kind::version) return text.unique ? unbounded : 300;
  if (const std::uint64_t all = combinations(text); all > 0) return all;
  constexpr std::uint64_t plenty = 100'000;  // where values may come again, short numbers will do
  if (text.kind != Text::Kind::code) return text.unique ? unbounded : plenty;
  std::uint64_t all = 1;
  for (std::size_t i = 0; i < code_length(text) && all < unbounded / 36; ++i)
    all *= alphabet(text).size();
  return all;
}

void append(std::string& out, const Text& text, std::uint64_t ordinal) {
  const std::size_t start = out.size();
  append_natural(out, text, ordinal);
  if (out.size() - start > text.max_length) cut_short(out, start, text, ordinal);
  while (out.size() > start && out.back() == ' ')
    out.pop_back();  // char(n) and trim() would not tell them apart
  if (out.size() - start < text.min_length) out.append(text.min_length - (out.size() - start), 'x');
}

}  // namespace mimar::synthesis
