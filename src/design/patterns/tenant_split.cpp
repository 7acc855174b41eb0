#include "design/patterns/tenant_split.h"

#include <algorithm>
#include <cctype>

#include "design/growth/tenant_paths.h"
#include "model/quote.h"

namespace mimar::design::pattern {
namespace {

using Names = std::set<model::Name>;

bool is_letter(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '$';
}

// As a word of its own.
bool mentions(const std::string& body, const std::string& name) {
  for (std::size_t at = body.find(name); at != std::string::npos; at = body.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if ((at == 0 || !is_letter(body[at - 1])) && (end == body.size() || !is_letter(body[end])))
      return true;
  }
  return false;
}

bool is_key(const model::Table& table, const std::set<std::string>& columns) {
  const auto same = [&](const model::Key& key) {
    return std::set<std::string>(key.columns.begin(), key.columns.end()) == columns;
  };
  return (table.primary_key && same(*table.primary_key)) ||
         std::any_of(table.uniques.begin(), table.uniques.end(), same);
}

class Splitting {
 public:
  Splitting(const model::Database& database, const model::Table& tenants,
            const std::set<std::string>& told)
      : database_(database), tenants_(tenants), told_(told) {}

  TenantSplit result() {
    for (const auto& [table, path] : growth::tenant_paths(database_, tenants_))
      own_.insert(table);
    share_what_is_above(tenants_);
    share_pairs();
    while (take_what_depends() || take_what_triggers_write()) {
    }
    take_told();
    take_code();
    return told();
  }

 private:
  void share(const model::Name& table) {
    own_.erase(table);
    shared_.insert(table);
  }

  void share_what_is_above(const model::Table& table) {
    for (const model::ForeignKey& key : table.foreign_keys) {
      const model::Table* above = model::find_table(database_, key.referenced_table);
      if (above == nullptr || above->name == tenants_.name || shared_.contains(above->name))
        continue;
      share(above->name);
      share_what_is_above(*above);
    }
  }

  // "Users belong to many organisations": the users are shared, and so are the pairs, which a login
  // asks before it knows the tenant.
  void share_pairs() {
    for (const model::Table& table : database_->tables)
      for (const model::ForeignKey& one : table.foreign_keys)
        for (const model::ForeignKey& other : table.foreign_keys) {
          if (one.referenced_table != tenants_.name || &one == &other) continue;
          std::set<std::string> columns(one.columns.begin(), one.columns.end());
          columns.insert(other.columns.begin(), other.columns.end());
          const model::Name& linked = other.referenced_table;
          if (linked == tenants_.name || linked == table.name || own_.contains(linked) ||
              columns.size() != one.columns.size() + other.columns.size() ||
              !is_key(table, columns))
            continue;
          share(linked);
          share(table.name);
        }
  }

  // What refers to a row of one tenant cannot be shared, nor can a partition be elsewhere.
  bool take_what_depends() {
    bool taken = false;
    for (const model::Table& table : database_->tables) {
      if (table.name == tenants_.name || own_.contains(table.name)) continue;
      const bool part = table.partition_of && own_.contains(table.partition_of->parent);
      const bool refers =
          std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(),
                      [&](const auto& key) { return own_.contains(key.referenced_table); });
      if (!part && !refers) continue;
      shared_.erase(table.name);
      taken = own_.insert(table.name).second || taken;
    }
    return taken;
  }

  bool take_what_triggers_write() {
    bool taken = false;
    for (const model::Trigger* trigger : model::all<model::Trigger>(database_)) {
      if (!own_.contains(trigger->table)) continue;
      for (const model::Routine* routine : model::all<model::Routine>(database_))
        for (const model::Table& table : database_->tables)
          if (routine->name == trigger->function && table.name != tenants_.name &&
              !shared_.contains(table.name) && mentions(routine->body, table.name.name))
            taken = own_.insert(table.name).second || taken;
    }
    return taken;
  }

  void take_told() {
    for (const model::Table& table : database_->tables) {
      if (table.name == tenants_.name || table.partition_of || own_.contains(table.name) ||
          shared_.contains(table.name))
        continue;
      const bool of_shared =
          std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(),
                      [&](const auto& key) { return shared_.contains(key.referenced_table); });
      const bool taken = told_.contains(table.name.name) && !of_shared;
      (taken ? own_ : shared_).insert(table.name);
      questions_.push_back(model::quote_name(table.name) +
                           (taken ? " is taken to be of one tenant, though no reference leads from "
                                    "it to "
                                  : " is shared by all tenants: no reference leads from it to ") +
                           model::quote_name(tenants_.name) + ". Is that right?");
    }
    take_what_depends();
  }

  void take_code() {
    for (bool more = true; more;) {
      more = false;
      for (const model::View& view : database_->views) {
        const auto& references = view.query.references;
        if (std::none_of(references.begin(), references.end(),
                         [&](const auto& one) { return own_.contains(one.name); }))
          continue;
        if (!view.materialized) {
          more = own_.insert(view.name).second || more;
        } else if (refused_.insert(view.name).second) {
          questions_.push_back("The materialised view " + model::quote_name(view.name) +
                               " is not copied for tenants: who reads it?");
        }
      }
      for (const model::Routine* routine : model::all<model::Routine>(database_)) {
        const std::string body =
            routine->body + (routine->sql_body ? routine->sql_body->sql : std::string());
        if (std::any_of(own_.begin(), own_.end(),
                        [&](const model::Name& name) { return mentions(body, name.name); }))
          more = own_.insert(routine->name).second || more;
      }
    }
  }

  TenantSplit told() {
    TenantSplit split;
    for (const model::Table& table : database_->tables) {
      if (own_.contains(table.name)) {
        split.own.push_back(table.name);
        split.tables.push_back(table.name);
      } else if (table.name != tenants_.name && !table.partition_of) {
        split.shared.push_back(table.name);
      }
    }
    for (const model::View& view : database_->views)
      if (own_.contains(view.name)) split.own.push_back(view.name);
    for (const model::Routine* routine : model::all<model::Routine>(database_))
      if (own_.contains(routine->name) &&
          std::find(split.own.begin(), split.own.end(), routine->name) == split.own.end())
        split.own.push_back(routine->name);
    split.questions = std::move(questions_);
    return split;
  }

  const model::Database& database_;
  const model::Table& tenants_;
  const std::set<std::string>& told_;
  Names own_, shared_, refused_;
  std::vector<std::string> questions_;
};

}  // namespace

TenantSplit split_by_tenant(const model::Database& database, const model::Table& tenants,
                            const std::set<std::string>& told) {
  return Splitting(database, tenants, told).result();
}

}  // namespace mimar::design::pattern
