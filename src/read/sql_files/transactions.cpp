#include "read/sql_files/transactions.h"

#include <algorithm>

#include "base/text.h"
#include "model/lexer.h"

namespace mimar::read::sql_files {
namespace {

// The first words of the statement, in lower case but for quoted ones.
std::vector<std::string> words_of(std::string_view sql) {
  constexpr std::size_t enough = 8;
  std::vector<std::string> words;
  for (std::size_t at = 0; at < sql.size() && words.size() < enough;) {
    const model::Token token = model::next_token(sql, at);
    const std::string_view written = sql.substr(at, token.end - at);
    if (token.kind == model::Token::Kind::word) words.push_back(text::lower(written));
    if (token.is_quoted()) words.push_back(model::unquoted(written));
    at = token.end;
  }
  return words;
}

bool is_transaction(const model::Statement& statement) {
  const auto* ignored = std::get_if<model::IgnoredStatement>(&statement.action);
  return ignored != nullptr &&
         (ignored->kind == "BEGIN" || ignored->kind == "START" || ignored->kind == "COMMIT" ||
          ignored->kind == "END" || ignored->kind == "ROLLBACK" || ignored->kind == "ABORT" ||
          ignored->kind == "SAVEPOINT" || ignored->kind == "RELEASE");
}

// COMMIT AND CHAIN, but not AND NO CHAIN.
bool chains(const std::vector<std::string>& words) {
  return words.back() == "chain" && words[words.size() - 2] == "and";
}

}  // namespace

Transactions::Transactions(State& state, const std::vector<model::Statement>& script)
    : state_(state) {
  rolls_back_ = std::any_of(script.begin(), script.end(), [](const model::Statement& statement) {
    const auto* ignored = std::get_if<model::IgnoredStatement>(&statement.action);
    return ignored != nullptr && (ignored->kind == "ROLLBACK" || ignored->kind == "ABORT");
  });
}

void Transactions::follow(const model::Statement& statement) {
  if (!is_transaction(statement)) return;
  const std::vector<std::string> words = words_of(statement.sql);
  if (words.empty() || words[0] == "prepare") return;
  const auto has = [&](std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  if (words[0] == "begin" || words[0] == "start") return begin();
  if (words[0] == "savepoint") {
    if (rolls_back_) savepoints_.push_back({words.back(), state_});
    return;
  }
  if (words[0] == "release") return release(words.back());
  const bool undo = words[0] == "rollback" || words[0] == "abort";
  if (undo && has("to")) return roll_back_to(words.back());
  if (has("prepared")) return;
  end(undo);
  if (words.size() > 1 && chains(words)) begin();
}

// A second BEGIN is only a warning.
void Transactions::begin() {
  if (state_.in_transaction) return;
  state_.in_transaction = true;
  if (rolls_back_) savepoints_.push_back({"", state_});
}

void Transactions::end(bool undo) {
  if (!state_.in_transaction) return;
  if (undo && !savepoints_.empty()) state_ = std::move(savepoints_.front().before);
  savepoints_.clear();
  state_.in_transaction = false;
  state_.search_path = state_.lasting_path;
  state_.role = state_.lasting_role;
}

// The newest of that name; the transaction's start is not to be named.
std::optional<std::size_t> Transactions::find(const std::string& name) const {
  for (std::size_t i = savepoints_.size(); i-- > 1;)
    if (savepoints_[i].name == name) return i;
  return std::nullopt;
}

void Transactions::roll_back_to(const std::string& name) {
  const auto place = find(name);
  if (!place) return;
  state_ = savepoints_[*place].before;
  savepoints_.resize(*place + 1);
}

void Transactions::release(const std::string& name) {
  if (const auto place = find(name)) savepoints_.resize(*place);
}

}  // namespace mimar::read::sql_files
