#include "sql/placeholders.h"

#include <map>

#include "model/lexer.h"

namespace mimar::sql {
namespace {

class Rewriter {
 public:
  explicit Rewriter(std::string_view sql) : sql_(sql) {
    // A first pass without `?` tells whether the text already numbers its parameters.
    question_marks_ = false;
    pass();
    question_marks_ = !numbered_;
    out_.clear();
    names_.clear();
    last_ = 0;
    at_ = 0;
    pass();
  }
  std::string take() { return std::move(out_); }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < sql_.size() ? sql_[at_ + ahead] : '\0';
  }
  char before() const { return at_ > 0 ? sql_[at_ - 1] : '\0'; }
  void copy(std::size_t count = 1) {
    out_ += sql_.substr(at_, count);
    at_ += count;
  }
  void copy_to(std::size_t end) { copy(end - at_); }
  void number(const std::string& name) {
    const int n = name.empty() ? ++last_ : names_.try_emplace(name, last_ + 1).first->second;
    if (n > last_) last_ = n;
    out_ += "$" + std::to_string(n);
  }
  std::size_t word_end(std::size_t from) const {
    while (from < sql_.size() && model::in_word(sql_[from]) && sql_[from] != '$')
      ++from;
    return from;
  }

  void pass() {
    while (at_ < sql_.size())
      step();
  }
  void step() {
    const model::Token token = model::next_token(sql_, at_);
    if (token.kind != model::Token::Kind::other) return copy_to(token.end);
    switch (peek()) {
      case '$': numbered_ = numbered_ || model::is_digit(peek(1)); return copy();
      case ':': return colon();
      case '%': return percent();
      case '?': return question_mark();
      default: return copy();
    }
  }
  void colon() {
    if (peek(1) == ':') return copy(2);
    const char previous = before();
    const bool slice = model::in_word(previous) || previous == ']' || previous == ')';
    if (!model::starts_word(peek(1)) || slice) return copy();
    const std::size_t end = word_end(at_ + 1);
    number(std::string(sql_.substr(at_ + 1, end - at_ - 1)));
    at_ = end;
  }
  void percent() {
    if (peek(1) == 's' && !model::in_word(peek(2))) {
      number("");
      at_ += 2;
    } else if (peek(1) == '(') {
      const std::size_t end = word_end(at_ + 2);
      if (end == at_ + 2 || sql_.substr(end, 2) != ")s") return copy();
      number(std::string(sql_.substr(at_ + 2, end - at_ - 2)));
      at_ = end + 2;
    } else {
      copy();
    }
  }
  void question_mark() {
    constexpr std::string_view operators = "|&?@#~";
    const bool part_of_operator =
        operators.find(peek(1)) != std::string_view::npos && peek(1) != '\0';
    const bool after_operator =
        operators.find(before()) != std::string_view::npos && before() != '\0';
    if (!question_marks_ || part_of_operator || after_operator) return copy();
    number("");
    ++at_;
  }

  std::string_view sql_;
  std::size_t at_ = 0;
  std::string out_;
  std::map<std::string, int> names_;
  int last_ = 0;
  bool numbered_ = false, question_marks_ = false;
};

}  // namespace

std::string number_placeholders(std::string_view sql) {
  return Rewriter(sql).take();
}

}  // namespace mimar::sql
