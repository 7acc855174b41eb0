#include "ops/architect/avoid.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/english.h"
#include "base/text.h"
#include "check/check.h"
#include "sql/parse.h"

namespace mimar::ops::architect {
namespace {

using Words = std::set<std::string>;

struct Same {
  std::string_view word, meaning;
};
// Forms and synonyms folded to the words that `describe` uses.
constexpr std::array<Same, 33> same{{{"renaming", "rename"},
                                     {"changing", "change"},
                                     {"altering", "change"},
                                     {"alter", "change"},
                                     {"modifying", "change"},
                                     {"dropping", "drop"},
                                     {"removing", "drop"},
                                     {"remove", "drop"},
                                     {"deleting", "drop"},
                                     {"delete", "drop"},
                                     {"removal", "drop"},
                                     {"adding", "add"},
                                     {"creating", "add"},
                                     {"create", "add"},
                                     {"new", "add"},
                                     {"additional", "add"},
                                     {"rewriting", "rewrite"},
                                     {"locking", "lock"},
                                     {"indice", "index"},
                                     {"indices", "index"},
                                     {"datatype", "type"},
                                     {"fks", "fk"},
                                     {"indexing", "index"},
                                     {"indexe", "index"},
                                     {"unindexed", "index"},
                                     {"outage", "downtime"},
                                     {"interruption", "downtime"},
                                     {"locked", "lock"},
                                     {"blocking", "lock"},
                                     {"block", "lock"},
                                     {"rewritten", "rewrite"},
                                     {"scanning", "scan"},
                                     {"interrupting", "downtime"}}};
const std::set<std::string, std::less<>>& empty_words() {
  static const std::set<std::string, std::less<>> words{
      "no",  "not", "any",      "the",   "a",     "an",    "of", "to",   "on",     "or",
      "and", "do",  "touching", "touch", "avoid", "don't", "in", "with", "please", "all"};
  return words;
}

std::string folded(std::string word) {
  for (const Same& entry : same) {
    if (word == entry.word) return std::string(entry.meaning);
  }
  word = english::singular(word);
  for (const Same& entry : same) {
    if (word == entry.word) return std::string(entry.meaning);
  }
  return word;
}

void add_words(std::string_view text, Words& words) {
  std::string word;
  for (char c : text::lower(text) + " ") {
    const bool part = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '\'' ||
                      (static_cast<unsigned char>(c) & 0x80) != 0;
    if (part) {
      word += c;
    } else if (!word.empty()) {
      if (!empty_words().contains(word)) words.insert(folded(word));
      word.clear();
    }
  }
}

struct Describe {
  Words& words;
  void operator()(const model::CreateIndex& create) const {
    words.insert({"index", "add"});
    if (create.index.predicate) words.insert("partial");
    if (create.index.unique) words.insert("unique");
    if (!create.concurrently) words.insert("lock");
    add_words(create.index.method, words);
  }
  void operator()(const model::CreateTable&) const { words.insert({"table", "add"}); }
  void operator()(const model::CreateTableAs&) const { words.insert({"table", "add"}); }
  void operator()(const model::Drop& drop) const {
    words.insert("drop");
    for (const model::ObjectAddress& object : drop.objects)
      add_words(object.word, words);
  }
  void operator()(const model::Rename& rename) const {
    words.insert({"rename", "change"});
    add_words(rename.object.word, words);
    if (rename.object.kind == model::ObjectKind::column) words.insert("column");
  }
  void operator()(const model::ObjectStatement& statement) const {
    words.insert("add");
    add_words(statement.object.kind, words);
  }
  void operator()(const model::AlterTable& alter) const {
    for (const model::AlterAction& action : alter.actions)
      std::visit(*this, action);
  }
  void operator()(const model::SetColumnType&) const {
    words.insert({"type", "column", "change", "rewrite", "lock", "downtime", "table"});
  }
  void operator()(const model::AddColumn&) const {
    words.insert({"column", "add", "table", "change"});
  }
  void operator()(const model::DropColumn&) const { words.insert({"column", "drop", "change"}); }
  void operator()(const model::SetNotNull&) const {
    words.insert({"not", "null", "constraint", "column", "change"});
  }
  void operator()(const model::AddConstraint& add) const {
    words.insert({"constraint", "add"});
    if (std::holds_alternative<model::ForeignKey>(add.constraint))
      words.insert({"foreign", "key", "fk"});
    if (std::holds_alternative<model::Check>(add.constraint)) words.insert("check");
    if (const auto* key = std::get_if<model::KeyDefinition>(&add.constraint))
      words.insert({key->primary ? "primary" : "unique", "key"});
  }
  void operator()(const model::DropConstraint&) const { words.insert({"constraint", "drop"}); }
  template <class Other>
  void operator()(const Other&) const {
    words.insert("change");
  }
};

// What was seen: others wait, and how long depends on the rows.
void add_locks(const std::vector<TableLock>& locks, Words& words) {
  for (const TableLock& lock : locks) {
    words.insert({"lock", "table"});
    if (lock.mode == "AccessExclusiveLock") words.insert("exclusive");
    if (lock.rewritten) words.insert("rewrite");
    if (lock.read) words.insert("scan");
    if (lock.rewritten || lock.read) words.insert({"long", "downtime"});
  }
}

// What Describe and add_locks may say of some step.
const Words& own_words() {
  static const Words words{
      "index",   "add",       "partial",  "unique",      "lock",     "table",      "drop",
      "rename",  "change",    "type",     "column",      "null",     "constraint", "foreign",
      "key",     "fk",        "check",    "scan",        "primary",  "long",       "downtime",
      "rewrite", "exclusive", "btree",    "gin",         "gist",     "brin",       "hash",
      "view",    "extension", "sequence", "trigger",     "function", "policy",     "comment",
      "schema",  "domain",    "enum",     "materialized"};
  return words;
}

Words vocabulary(const model::Database& database) {
  Words words = own_words();
  const auto add_name = [&](const std::string& name) {
    add_words(text::replace_all(name, "_", " "), words);
  };
  for (const check::Rule* rule : check::catalogue())
    add_words(text::replace_all(std::string(rule->id), "-", " "), words);
  for (const model::Table& table : database->tables) {
    add_name(table.name.schema);
    add_name(table.name.name);
    for (const model::Column& column : table.columns)
      add_name(column.name);
    for (const model::Index& index : table.indexes)
      add_name(index.name);
  }
  return words;
}

Words describe(const Proposal& proposal) {
  Words words;
  add_locks(proposal.locks, words);
  add_words(text::replace_all(proposal.cause, "-", " "), words);
  add_words(text::replace_all(text::replace_all(proposal.object, ".", " "), "_", " "), words);
  const Result<sql::Script> script = sql::parse_script(proposal.up, "proposal");
  if (!script) return words;
  for (const model::Statement& statement : script->statements)
    std::visit(Describe{words}, statement.action);
  return words;
}

}  // namespace

const Item* forbidden_by(const std::vector<Item>& avoid, const Proposal& proposal) {
  if (avoid.empty()) return nullptr;
  const Words said = describe(proposal);
  for (const Item& item : avoid) {
    Words wanted;
    add_words(text::replace_all(item.text, "_", " "), wanted);
    bool all = !wanted.empty();
    for (const std::string& word : wanted)
      all = all && said.contains(word);
    if (all) return &item;
  }
  return nullptr;
}

std::string avoided(const Item& item, const Proposal& proposal) {
  return "`" + proposal.object + "` [`" + proposal.cause + "`], because of \"" + item.text +
         "\": " + std::string(text::trim(proposal.up));
}

std::vector<std::string> avoid_questions(const std::vector<Item>& avoid,
                                         const model::Database& database) {
  std::vector<std::string> questions;
  if (avoid.empty()) return questions;
  const Words known = vocabulary(database);
  for (const Item& item : avoid) {
    Words wanted;
    add_words(text::replace_all(item.text, "_", " "), wanted);
    const bool understood =
        !wanted.empty() && std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) {
          return known.contains(word);
        });
    if (!understood)
      questions.push_back(
          "Avoid: \"" + item.text +
          "\" names nothing that Mimar knows a change to do or to touch, so nothing "
          "was left out because of it; what is meant?");
  }
  return questions;
}

}  // namespace mimar::ops::architect
