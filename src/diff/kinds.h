#pragma once
// What every kind of object brings: how two of them differ, how a change is applied, how it reads.
// One <kind>_diff.cpp each.

#include <string>

#include "diff/change.h"
#include "diff/diff.h"

namespace mimar::diff {

// Append the changes of one kind, sorted by name.
void diff_schemas(const model::Database& from, const model::Database& to, ChangeSet& changes);
void diff_enums(const model::Database& from, const model::Database& to, ChangeSet& changes);
void diff_sequences(const model::Database& from, const model::Database& to, ChangeSet& changes);
void diff_tables(const model::Database& from, const model::Database& to, ChangeSet& changes);
void diff_columns(const model::Database& from, const model::Database& to, ChangeSet& changes);
void diff_keys(const model::Database& from, const model::Database& to, ChangeSet& changes);
void diff_foreign_keys(const model::Database& from, const model::Database& to, ChangeSet& changes);
void diff_checks(const model::Database& from, const model::Database& to, ChangeSet& changes);
void diff_indexes(const model::Database& from, const model::Database& to, ChangeSet& changes);
void diff_views(const model::Database& from, const model::Database& to, ChangeSet& changes);
void diff_others(const model::Database& from, const model::Database& to, ChangeSet& changes);
void diff_default_privileges(const model::Database& from, const model::Database& to,
                             ChangeSet& changes);

// Errors: ErrorKind::input when the object is missing or in the way.
Result<void> apply_to(model::Objects& objects, const AddSchema& change);
Result<void> apply_to(model::Objects& objects, const DropSchema& change);
Result<void> apply_to(model::Objects& objects, const AlterSchema& change);
Result<void> apply_to(model::Objects& objects, const AddEnum& change);
Result<void> apply_to(model::Objects& objects, const DropEnum& change);
Result<void> apply_to(model::Objects& objects, const AlterEnum& change);
Result<void> apply_to(model::Objects& objects, const AddSequence& change);
Result<void> apply_to(model::Objects& objects, const DropSequence& change);
Result<void> apply_to(model::Objects& objects, const AlterSequence& change);
Result<void> apply_to(model::Objects& objects, const AddTable& change);
Result<void> apply_to(model::Objects& objects, const DropTable& change);
Result<void> apply_to(model::Objects& objects, const AlterTable& change);
Result<void> apply_to(model::Objects& objects, const AddColumn& change);
Result<void> apply_to(model::Objects& objects, const DropColumn& change);
Result<void> apply_to(model::Objects& objects, const AlterColumn& change);
Result<void> apply_to(model::Objects& objects, const ReorderColumns& change);
Result<void> apply_to(model::Objects& objects, const AddPrimaryKey& change);
Result<void> apply_to(model::Objects& objects, const DropPrimaryKey& change);
Result<void> apply_to(model::Objects& objects, const AddUnique& change);
Result<void> apply_to(model::Objects& objects, const DropUnique& change);
Result<void> apply_to(model::Objects& objects, const AddForeignKey& change);
Result<void> apply_to(model::Objects& objects, const DropForeignKey& change);
Result<void> apply_to(model::Objects& objects, const AddCheck& change);
Result<void> apply_to(model::Objects& objects, const DropCheck& change);
Result<void> apply_to(model::Objects& objects, const AddIndex& change);
Result<void> apply_to(model::Objects& objects, const DropIndex& change);
Result<void> apply_to(model::Objects& objects, const AddView& change);
Result<void> apply_to(model::Objects& objects, const DropView& change);
Result<void> apply_to(model::Objects& objects, const AlterView& change);
Result<void> apply_to(model::Objects& objects, const AddObject& change);
Result<void> apply_to(model::Objects& objects, const DropObject& change);
Result<void> apply_to(model::Objects& objects, const AlterObject& change);
Result<void> apply_to(model::Objects& objects, const AlterDefaultPrivileges& change);

std::string text(const AddSchema& change);
std::string text(const DropSchema& change);
std::string text(const AlterSchema& change);
std::string text(const AddEnum& change);
std::string text(const DropEnum& change);
std::string text(const AlterEnum& change);
std::string text(const AddSequence& change);
std::string text(const DropSequence& change);
std::string text(const AlterSequence& change);
std::string text(const AddTable& change);
std::string text(const DropTable& change);
std::string text(const AlterTable& change);
std::string text(const AddColumn& change);
std::string text(const DropColumn& change);
std::string text(const AlterColumn& change);
std::string text(const ReorderColumns& change);
std::string text(const AddPrimaryKey& change);
std::string text(const DropPrimaryKey& change);
std::string text(const AddUnique& change);
std::string text(const DropUnique& change);
std::string text(const AddForeignKey& change);
std::string text(const DropForeignKey& change);
std::string text(const AddCheck& change);
std::string text(const DropCheck& change);
std::string text(const AddIndex& change);
std::string text(const DropIndex& change);
std::string text(const AddView& change);
std::string text(const DropView& change);
std::string text(const AlterView& change);
std::string text(const AddObject& change);
std::string text(const DropObject& change);
std::string text(const AlterObject& change);
std::string text(const AlterDefaultPrivileges& change);

}  // namespace mimar::diff
