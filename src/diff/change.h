#pragma once
// One change between two databases. Create and drop are changes too; apply (diff.h) executes them on values.

#include <string>
#include <variant>
#include <vector>

#include "model/database.h"

namespace mimar::diff {

// A whole object added, dropped or replaced. Kinds without a finer change use these.
struct AddSchema { model::Schema schema; bool operator==(const AddSchema&) const = default; };
struct DropSchema { model::Schema schema; bool operator==(const DropSchema&) const = default; };
struct AlterSchema { model::Schema from, to; bool operator==(const AlterSchema&) const = default; };
struct AddEnum { model::Enum type; bool operator==(const AddEnum&) const = default; };
struct DropEnum { model::Enum type; bool operator==(const DropEnum&) const = default; };
struct AlterEnum { model::Enum from, to; bool operator==(const AlterEnum&) const = default; };
struct AddSequence { model::Sequence sequence; bool operator==(const AddSequence&) const = default; };
struct DropSequence { model::Sequence sequence; bool operator==(const DropSequence&) const = default; };
struct AlterSequence { model::Sequence from, to; bool operator==(const AlterSequence&) const = default; };
struct AddTable { model::Table table; bool operator==(const AddTable&) const = default; };
struct DropTable { model::Table table; bool operator==(const DropTable&) const = default; };
// Table-level facts other than columns, constraints and indexes (comment, options, partitioning, RLS flags ...).
struct AlterTable { model::Table from, to; bool operator==(const AlterTable&) const = default; };
struct AddColumn { model::Name table; model::Column column; std::size_t position = 0; bool operator==(const AddColumn&) const = default; };
struct DropColumn { model::Name table; model::Column column; bool operator==(const DropColumn&) const = default; };
struct AlterColumn { model::Name table; model::Column from, to; bool operator==(const AlterColumn&) const = default; };
// The same columns in another order; PostgreSQL cannot do it in place.
struct ReorderColumns { model::Name table; std::vector<std::string> order; bool operator==(const ReorderColumns&) const = default; };
struct AddPrimaryKey { model::Name table; model::Key key; bool operator==(const AddPrimaryKey&) const = default; };
struct DropPrimaryKey { model::Name table; model::Key key; bool operator==(const DropPrimaryKey&) const = default; };
struct AddUnique { model::Name table; model::Key key; bool operator==(const AddUnique&) const = default; };
struct DropUnique { model::Name table; model::Key key; bool operator==(const DropUnique&) const = default; };
struct AddForeignKey { model::Name table; model::ForeignKey key; bool operator==(const AddForeignKey&) const = default; };
struct DropForeignKey { model::Name table; model::ForeignKey key; bool operator==(const DropForeignKey&) const = default; };
struct AddCheck { model::Name table; model::Check check; bool operator==(const AddCheck&) const = default; };
struct DropCheck { model::Name table; model::Check check; bool operator==(const DropCheck&) const = default; };
struct AddIndex { model::Name table; model::Index index; bool operator==(const AddIndex&) const = default; };
struct DropIndex { model::Name table; model::Index index; bool operator==(const DropIndex&) const = default; };
struct AddView { model::View view; bool operator==(const AddView&) const = default; };
struct DropView { model::View view; bool operator==(const DropView&) const = default; };
struct AlterView { model::View from, to; bool operator==(const AlterView&) const = default; };
struct AddObject { model::OtherObject object; bool operator==(const AddObject&) const = default; };
struct DropObject { model::OtherObject object; bool operator==(const DropObject&) const = default; };
struct AlterObject { model::OtherObject from, to; bool operator==(const AlterObject&) const = default; };
// What objects created from now on get; no grants at all: none of such default privileges.
struct AlterDefaultPrivileges { model::DefaultPrivileges from, to; bool operator==(const AlterDefaultPrivileges&) const = default; };

using Change =
    std::variant<AddSchema, DropSchema, AlterSchema, AddEnum, DropEnum, AlterEnum, AddSequence, DropSequence, AlterSequence,
                 AddTable, DropTable, AlterTable, AddColumn, DropColumn, AlterColumn, ReorderColumns, AddPrimaryKey,
                 DropPrimaryKey, AddUnique, DropUnique, AddForeignKey, DropForeignKey, AddCheck, DropCheck, AddIndex,
                 DropIndex, AddView, DropView, AlterView, AddObject, DropObject, AlterObject, AlterDefaultPrivileges>;
using ChangeSet = std::vector<Change>;

}  // namespace mimar::diff
