#include "read/sql_files/without_rows.h"

#include <algorithm>

#include "base/text.h"

namespace mimar::read::sql_files {
namespace {

using Kind = model::Token::Kind;

std::string_view without_return(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

void WithoutRows::add(std::string_view block) {
  pending_ += block;
  consume(false);
}

std::string WithoutRows::finish() {
  consume(true);
  return std::move(kept_);
}

void WithoutRows::consume(bool last) {
  std::size_t at = 0;
  while (at < pending_.size() && (in_rows_ ? row(at, last) : step(at, last))) {
  }
  pending_.erase(0, at);
}

// Of what is left out only the lines stay.
void WithoutRows::keep(std::string_view text) {
  if (!inserting_) {
    kept_ += text;
    return;
  }
  left_out_.bytes += text.size();
  kept_.append(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')), '\n');
}

bool WithoutRows::step(std::size_t& at, bool last) {
  const std::string_view text = pending_;
  const model::Token token = model::next_token(text, at);
  if (!token.whole && !last) return false;
  if (token.kind == Kind::backslash) return meta_command(at, last);
  const std::string_view written = text.substr(at, token.end - at);
  at = token.end;
  take(token, written);
  if (rows_follow_ && written == "\n") start_rows();
  return true;
}

void WithoutRows::take(const model::Token& token, std::string_view written) {
  switch (token.kind) {
    case Kind::word:
      words_.word(written);
      if (words_.starts_with_insert() && !inserting_) {
        inserting_ = true;
        ++left_out_.inserts;
      }
      break;
    case Kind::open: words_.parenthesis(1); break;
    case Kind::close: words_.parenthesis(-1); break;
    case Kind::semicolon:
      if (!words_.ends_at_semicolon()) break;
      rows_follow_ = words_.copies_from_stdin();
      keep(written);
      return end_statement();
    default: break;
  }
  keep(written);
}

void WithoutRows::end_statement() {
  words_ = {};
  inserting_ = false;
}

// The end of the rows comes before them, so that the lines of what follows stay where they are.
void WithoutRows::start_rows() {
  rows_follow_ = false;
  in_rows_ = true;
  ++left_out_.copies;
  kept_ += "\\.\n";
}

bool WithoutRows::row(std::size_t& at, bool last) {
  const std::size_t end = pending_.find('\n', at);
  if (end == std::string::npos && !last) return false;
  const std::size_t next = end == std::string::npos ? pending_.size() : end + 1;
  const std::string_view line(pending_.data() + at, std::min(end, pending_.size()) - at);
  in_rows_ = without_return(line) != "\\.";
  left_out_.bytes += in_rows_ ? next - at : 0;
  if (in_rows_ && end != std::string::npos) kept_ += '\n';
  at = next;
  return true;
}

// A command of psql ends the statement before it, save \; which is a semicolon of the server's.
bool WithoutRows::meta_command(std::size_t& at, bool last) {
  const std::size_t end = pending_.find('\n', at);
  if (end == std::string::npos && !last) return false;
  const std::string_view line(pending_.data() + at, std::min(end, pending_.size()) - at);
  if (line.starts_with("\\;")) {
    keep(line.substr(0, 1));
    ++at;
    return true;
  }
  end_statement();
  keep(line);
  at += line.size();
  const std::string lower = text::lower(line);
  rows_follow_ = lower.starts_with("\\copy") && lower.find("from stdin") != std::string::npos;
  return true;
}

}  // namespace mimar::read::sql_files
