#include "synthesis/regex.h"

#include <charconv>
#include <functional>

#include "synthesis/random.h"

namespace mimar::synthesis {
namespace {

using Kind = Regex::Kind;
constexpr std::size_t endless = SIZE_MAX;

Regex of_kind(Kind kind) {
  Regex made;
  made.kind = kind;
  return made;
}

Regex empty_set() {
  Regex made = of_kind(Kind::set);
  made.characters.assign(256, false);
  return made;
}

void add(Regex& set, unsigned char from, unsigned char to) {
  for (unsigned c = from; c <= to; ++c)
    set.characters[c] = true;
}

bool add_class(Regex& set, std::string_view name) {
  if (name == "alpha" || name == "alnum") add(set, 'a', 'z'), add(set, 'A', 'Z');
  if (name == "alnum" || name == "digit" || name == "xdigit") add(set, '0', '9');
  if (name == "xdigit") add(set, 'a', 'f'), add(set, 'A', 'F');
  if (name == "lower") add(set, 'a', 'z');
  if (name == "upper") add(set, 'A', 'Z');
  if (name == "space") add(set, '\t', '\r'), add(set, ' ', ' ');
  if (name == "blank") add(set, ' ', ' '), add(set, '\t', '\t');
  if (name == "punct")
    add(set, '!', '/'), add(set, ':', '@'), add(set, '[', '`'), add(set, '{', '~');
  if (name == "print" || name == "graph") add(set, name == "print" ? ' ' : '!', '~');
  if (name == "cntrl") add(set, 0, 31);
  for (std::string_view known : {"alpha", "alnum", "digit", "xdigit", "lower", "upper", "space",
                                 "blank", "punct", "print", "graph", "cntrl"})
    if (known == name) return true;
  return false;
}

void invert(Regex& set) {
  set.characters.flip();
}

void fold(Regex& set) {
  for (unsigned char c = 'a'; c <= 'z'; ++c) {
    const auto upper = static_cast<std::size_t>(c - 'a' + 'A');
    const bool either = set.characters[c] || set.characters[upper];
    set.characters[c] = set.characters[upper] = either;
  }
}

// \d, \w, \s and their opposites.
bool add_escaped(Regex& set, char c) {
  Regex known = empty_set();
  switch (c) {
    case 'd':
    case 'D': add(known, '0', '9'); break;
    case 's':
    case 'S': add_class(known, "space"); break;
    case 'w':
    case 'W': add_class(known, "alnum"), add(known, '_', '_'); break;
    case 'n': add(known, '\n', '\n'); break;
    case 't': add(known, '\t', '\t'); break;
    case 'r': add(known, '\r', '\r'); break;
    default: {
      const bool letter =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (letter) return false;
      add(known, static_cast<unsigned char>(c), static_cast<unsigned char>(c));
    }
  }
  if (c == 'D' || c == 'S' || c == 'W') invert(known);
  for (std::size_t i = 0; i < 256; ++i)
    if (known.characters[i]) set.characters[i] = true;
  return true;
}

class Parser {
 public:
  Parser(std::string_view expression, bool ignore_case) : rest_(expression), fold_(ignore_case) {}

  std::optional<Regex> parse() {
    Regex made = choice();
    if (!good_ || !rest_.empty()) return std::nullopt;
    return made;
  }

 private:
  char next() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }
  bool take(std::string_view text) {
    if (!rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }

  Regex choice() {
    Regex made = of_kind(Kind::choice);
    do
      made.parts.push_back(sequence());
    while (good_ && take("|"));
    return made.parts.size() == 1 ? std::move(made.parts.front()) : made;
  }

  Regex sequence() {
    Regex made = of_kind(Kind::sequence);
    while (good_ && !rest_.empty() && rest_.front() != '|' && rest_.front() != ')')
      made.parts.push_back(quantified(atom()));
    return made;
  }

  Regex atom() {
    const char c = next();
    if (c == '^') return of_kind(Kind::start);
    if (c == '$') return of_kind(Kind::end);
    if (c == '(') return group();
    Regex set = empty_set();
    if (c == '[') {
      bracket(set);
    } else if (c == '.') {
      invert(set);
    } else if (c == '\\') {
      return escape();
    } else if (c == '*' || c == '+' || c == '?') {
      good_ = false;
    } else {
      add(set, static_cast<unsigned char>(c), static_cast<unsigned char>(c));
    }
    if (fold_) fold(set);
    return set;
  }

  Regex escape() {
    if (rest_.empty()) return good_ = false, Regex{};
    const char c = next();
    if (c == 'y' || c == 'm' || c == 'M') return of_kind(Kind::word);
    if (c == 'A') return of_kind(Kind::start);
    if (c == 'Z') return of_kind(Kind::end);
    Regex set = empty_set();
    good_ = good_ && add_escaped(set, c);
    if (fold_) fold(set);
    return set;
  }

  Regex group() {
    Kind kind = Kind::sequence;
    if (take("?="))
      kind = Kind::ahead;
    else if (take("?!"))
      kind = Kind::not_ahead;
    else if (!take("?:") && rest_.starts_with("?"))
      good_ = false;
    Regex inside = choice();
    if (!take(")")) good_ = false;
    if (kind == Kind::sequence) return inside;
    Regex made = of_kind(kind);
    made.parts.push_back(std::move(inside));
    return made;
  }

  void bracket(Regex& set) {
    const bool negated = take("^");
    bool first = true;
    while (good_ && !rest_.empty() && (first || rest_.front() != ']')) {
      first = false;
      member(set);
    }
    if (!take("]")) good_ = false;
    if (fold_) fold(set);
    if (negated) invert(set);
  }

  void member(Regex& set) {
    if (take("[:")) {
      const std::size_t end = rest_.find(":]");
      good_ = end != std::string_view::npos && add_class(set, rest_.substr(0, end));
      if (good_) rest_.remove_prefix(end + 2);
      return;
    }
    char from = next();
    if (from == '\\' && !rest_.empty()) {
      const char c = next();
      const bool plain = !add_escaped(set, c);
      if (plain) good_ = false;
      return;
    }
    char to = from;
    if (rest_.size() > 1 && rest_[0] == '-' && rest_[1] != ']') {
      next();
      to = next();
      if (to == '\\' && !rest_.empty()) to = next();
    }
    if (static_cast<unsigned char>(to) >= 0x80 ||
        static_cast<unsigned char>(from) > static_cast<unsigned char>(to))
      good_ = false;
    else
      add(set, static_cast<unsigned char>(from), static_cast<unsigned char>(to));
  }

  Regex quantified(Regex atom) {
    while (good_ && !rest_.empty()) {
      Regex made = of_kind(Kind::repeat);
      if (take("*"))
        made.least = 0, made.most = endless;
      else if (take("+"))
        made.least = 1, made.most = endless;
      else if (take("?"))
        made.least = 0, made.most = 1;
      else if (rest_.front() == '{')
        bounds(made);
      else
        break;
      take("?");  // not greedy: matches the same texts
      made.parts.push_back(std::move(atom));
      atom = std::move(made);
    }
    return atom;
  }

  void bounds(Regex& repeat) {
    next();
    const std::size_t close = rest_.find('}');
    if (close == std::string_view::npos) return void(good_ = false);
    const char *at = rest_.data(), *end = rest_.data() + close;
    const auto low = std::from_chars(at, end, repeat.least);
    good_ = good_ && low.ec == std::errc{};
    repeat.most = repeat.least;
    if (low.ptr != end) {
      repeat.most = endless;
      std::from_chars(low.ptr + 1, end, repeat.most);
    }
    rest_.remove_prefix(close + 1);
  }

  std::string_view rest_;
  bool fold_ = false, good_ = true;
};

// Backtracking with continuations; the steps are bounded.
class Matcher {
 public:
  explicit Matcher(std::string_view text) : text_(text) {}

  using Then = std::function<bool(std::size_t)>;

  bool at(const Regex& regex, std::size_t from, const Then& then) {
    if (++steps_ > most_steps) return false;
    switch (regex.kind) {
      case Kind::set:
        return from < text_.size() && regex.characters[static_cast<unsigned char>(text_[from])] &&
               then(from + 1);
      case Kind::sequence: return sequence(regex, 0, from, then);
      case Kind::choice:
        for (const Regex& part : regex.parts)
          if (at(part, from, then)) return true;
        return false;
      case Kind::repeat: return repeat(regex, 0, from, then);
      case Kind::start: return from == 0 && then(from);
      case Kind::end: return from == text_.size() && then(from);
      case Kind::ahead:
      case Kind::not_ahead: {
        const bool found = at(regex.parts[0], from, [](std::size_t) { return true; });
        return found == (regex.kind == Kind::ahead) && then(from);
      }
      case Kind::word: return in_word(from) != (from > 0 && in_word(from - 1)) && then(from);
    }
    return false;
  }
  bool gave_up() const { return steps_ > most_steps; }

 private:
  static constexpr std::size_t most_steps = 20000;

  bool in_word(std::size_t at) const {
    if (at >= text_.size()) return false;
    const char c = text_[at];
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  bool sequence(const Regex& regex, std::size_t part, std::size_t from, const Then& then) {
    if (part == regex.parts.size()) return then(from);
    return at(regex.parts[part], from,
              [&, part](std::size_t next) { return sequence(regex, part + 1, next, then); });
  }

  bool repeat(const Regex& regex, std::size_t done, std::size_t from, const Then& then) {
    const bool more =
        done < regex.most && at(regex.parts[0], from, [&, done](std::size_t next) {
          return (next > from || done < regex.least) && repeat(regex, done + 1, next, then);
        });
    return more || (done >= regex.least && then(from));
  }

  std::string_view text_;
  std::size_t steps_ = 0;
};

char draw_character(const Regex& set, std::uint64_t random) {
  constexpr std::string_view preferred =
      "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_.@ /:";
  std::string choices;
  for (char c : preferred)
    if (set.characters[static_cast<unsigned char>(c)]) choices += c;
  if (choices.size() > 36 && set.characters['~']) choices.resize(26);  // nearly anything: letters
  for (char c = '!'; choices.empty() && c < 127; ++c)
    if (set.characters[static_cast<unsigned char>(c)]) choices += c;
  return choices.empty() ? 'x' : choices[random % choices.size()];
}

void draw_into(std::string& out, const Regex& regex, std::uint64_t& random) {
  random = mix(random);
  switch (regex.kind) {
    case Kind::set: out += draw_character(regex, random >> 8); return;
    case Kind::sequence:
      for (const Regex& part : regex.parts)
        draw_into(out, part, random);
      return;
    case Kind::choice:
      return draw_into(out, regex.parts[(random >> 8) % regex.parts.size()], random);
    case Kind::repeat: {
      const std::size_t most = std::min(regex.most, regex.least + 6);
      const std::size_t times = regex.least + (random >> 8) % (most - regex.least + 1);
      for (std::size_t i = 0; i < times; ++i)
        draw_into(out, regex.parts[0], random);
      return;
    }
    default: return;
  }
}

}  // namespace

std::optional<Regex> parse_regex(std::string_view expression, bool ignore_case) {
  return Parser(expression, ignore_case).parse();
}

Regex parse_like(std::string_view pattern, bool ignore_case) {
  Regex made = of_kind(Kind::sequence);
  made.parts.push_back(of_kind(Kind::start));
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    Regex set = empty_set();
    const bool any = pattern[i] == '%' || pattern[i] == '_';
    if (any) invert(set);
    if (pattern[i] == '\\' && i + 1 < pattern.size()) ++i;
    if (!any)
      add(set, static_cast<unsigned char>(pattern[i]), static_cast<unsigned char>(pattern[i]));
    if (ignore_case) fold(set);
    if (pattern[i] != '%' || !any) {
      made.parts.push_back(std::move(set));
      continue;
    }
    Regex repeat = of_kind(Kind::repeat);
    repeat.least = 0;
    repeat.most = endless;
    repeat.parts.push_back(std::move(set));
    made.parts.push_back(std::move(repeat));
  }
  made.parts.push_back(of_kind(Kind::end));
  return made;
}

std::optional<bool> matches(const Regex& regex, std::string_view text) {
  Matcher matcher(text);
  for (std::size_t from = 0; from <= text.size(); ++from) {
    if (matcher.at(regex, from, [](std::size_t) { return true; })) return true;
    if (matcher.gave_up()) return std::nullopt;
  }
  return false;
}

std::string draw(const Regex& regex, std::uint64_t random) {
  std::string out;
  draw_into(out, regex, random);
  return out;
}

}  // namespace mimar::synthesis
