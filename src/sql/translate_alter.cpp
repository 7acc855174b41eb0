// ALTER TABLE and its kin.

#include "base/text.h"
#include "model/quote.h"
#include "sql/translate.h"

namespace mimar::sql {
namespace {

model::ObjectKind kind_of(ObjectType type) {
  switch (type) {
    case OBJECT_INDEX: return model::ObjectKind::index;
    case OBJECT_SEQUENCE: return model::ObjectKind::sequence;
    case OBJECT_VIEW: return model::ObjectKind::view;
    case OBJECT_MATVIEW: return model::ObjectKind::materialized_view;
    case OBJECT_TYPE: return model::ObjectKind::other;
    default: return model::ObjectKind::table;
  }
}

model::SetColumnType set_type(const AlterTableCmd& command) {
  const auto& column = as<ColumnDef>(command.def);
  model::SetColumnType result;
  result.column = text_of(command.name);
  result.type = data_type(column.typeName);
  result.serial = serial_of(column.typeName);
  if (column.collClause != nullptr) result.collation = name_of(column.collClause->collname);
  if (column.raw_default != nullptr) result.with = expression(column.raw_default);
  return result;
}

model::SetIdentity set_identity(const AlterTableCmd& command) {
  model::SetIdentity result;
  result.column = text_of(command.name);
  if (command.subtype == AT_AddIdentity) {
    const auto& constraint = as<Constraint>(command.def);
    result.add = true;
    result.always = constraint.generated_when == 'a';
    result.settings = sequence_settings(constraint.options);
    return result;
  }
  const auto* list = &as<List>(command.def);
  result.settings = sequence_settings(list);
  for (const Node* item : Items(list)) {
    const auto& option = as<DefElem>(item);
    if (text_of(option.defname) == "generated") result.always = as<Integer>(option.arg).ival == 'a';
  }
  return result;
}

model::AlterAction set_options(const AlterTableCmd& command) {
  model::SetOptions result;
  const auto values = options(command.def != nullptr ? &as<List>(command.def) : nullptr);
  if (command.subtype != AT_ResetRelOptions) {
    result.set = values;
  } else {
    for (const auto& [name, value] : values)
      result.reset.push_back(name);
  }
  return result;
}

model::AlterAction partition_action(const AlterTableCmd& command, ObjectType type) {
  const auto& partition = as<PartitionCmd>(command.def);
  const model::Name child = name_of(partition.name);
  if (command.subtype != AT_AttachPartition) return model::DetachPartition{child};
  if (type == OBJECT_INDEX || partition.bound == nullptr) return model::AttachIndex{child};
  return model::AttachPartition{{{}, partition_bound(*partition.bound)}, child};
}

model::AlterAction constraint_action(const AlterTableCmd& command, const Context& context) {
  const auto& constraint = as<Constraint>(command.def);
  if (command.subtype == AT_AlterConstraint) {
    return model::AlterConstraint{text_of(constraint.conname), constraint.deferrable,
                                  constraint.initdeferred};
  }
  if (auto definition = constraint_definition(constraint, "", context)) {
    return model::AddConstraint{std::move(*definition)};
  }
  return model::OtherAction{"ADD CONSTRAINT", true};
}

const char* inert(AlterTableType type) {
  switch (type) {
    case AT_DropOids: return "SET WITHOUT OIDS";
    default: return nullptr;
  }
}

const char* unmodelled(AlterTableType type) {
  switch (type) {
    case AT_AddOf:
    case AT_DropOf: return "OF type";
    default: return "an action Mimar does not know";
  }
}

// SET STORAGE and SET COMPRESSION carry their word, SET STATISTICS its number.
model::AlterAction column_storage(const AlterTableCmd& command) {
  model::SetColumnStorage result;
  result.column = text_of(command.name);
  switch (command.subtype) {
    case AT_SetStorage: result.storage = text::lower(string_of(command.def)); break;
    case AT_SetCompression: result.compression = text::lower(string_of(command.def)); break;
    case AT_SetStatistics: result.statistics = as<Integer>(command.def).ival; break;
    case AT_SetOptions: result.set = options(&as<List>(command.def)); break;
    default:
      for (const auto& [name, value] : options(&as<List>(command.def)))
        result.reset.push_back(name);
  }
  return result;
}

model::SetTableStorage replica_identity(const ReplicaIdentityStmt& identity) {
  model::SetTableStorage result;
  switch (identity.identity_type) {  // pg_class.relreplident
    case 'f': result.replica_identity = "full"; break;
    case 'n': result.replica_identity = "nothing"; break;
    case 'i':
      result.replica_identity = "index";
      result.replica_index = text_of(identity.name);
      break;
    default: result.replica_identity = "";
  }
  return result;
}

model::AlterAction table_storage(const AlterTableCmd& command) {
  model::SetTableStorage result;
  const std::string name = text_of(command.name);
  switch (command.subtype) {
    case AT_SetAccessMethod: result.access_method = name == "heap" ? "" : name; break;
    case AT_SetTableSpace: result.tablespace = name == "pg_default" ? "" : name; break;
    case AT_ClusterOn:
    case AT_DropCluster: result.clustered_on = name; break;
    default: return replica_identity(as<ReplicaIdentityStmt>(command.def));
  }
  return result;
}

model::AlterAction column_action(const AlterTableCmd& command, const Context& context) {
  const std::string column = text_of(command.name);
  switch (command.subtype) {
    case AT_AddColumn:
      return model::AddColumn{column_definition(as<ColumnDef>(command.def), context),
                              command.missing_ok};
    case AT_DropColumn:
      return model::DropColumn{column, command.missing_ok, command.behavior == DROP_CASCADE};
    case AT_AlterColumnType: return set_type(command);
    case AT_ColumnDefault:
      if (command.def == nullptr) return model::SetDefault{column, std::nullopt};
      return model::SetDefault{column, expression(command.def)};
    case AT_SetNotNull: return model::SetNotNull{column, true};
    case AT_DropNotNull: return model::SetNotNull{column, false};
    case AT_DropExpression: return model::DropExpression{column, command.missing_ok};
    case AT_AddIdentity:
    case AT_SetIdentity: return set_identity(command);
    default: return model::DropIdentity{column, command.missing_ok};
  }
}

model::AlterAction row_security(AlterTableType type) {
  switch (type) {
    case AT_EnableRowSecurity: return model::SetRowSecurity{true, std::nullopt};
    case AT_DisableRowSecurity: return model::SetRowSecurity{false, std::nullopt};
    case AT_ForceRowSecurity: return model::SetRowSecurity{std::nullopt, true};
    default: return model::SetRowSecurity{std::nullopt, false};
  }
}

model::AlterAction table_action(const AlterTableCmd& command, ObjectType type,
                                const Context& context) {
  const std::string name = text_of(command.name);
  switch (command.subtype) {
    case AT_AddColumn:
    case AT_DropColumn:
    case AT_AlterColumnType:
    case AT_ColumnDefault:
    case AT_SetNotNull:
    case AT_DropNotNull:
    case AT_DropExpression:
    case AT_AddIdentity:
    case AT_SetIdentity:
    case AT_DropIdentity: return column_action(command, context);
    case AT_AddConstraint:
    case AT_AlterConstraint: return constraint_action(command, context);
    case AT_DropConstraint:
      return model::DropConstraint{name, command.missing_ok, command.behavior == DROP_CASCADE};
    case AT_ValidateConstraint: return model::ValidateConstraint{name};
    case AT_AttachPartition:
    case AT_DetachPartition:
    case AT_DetachPartitionFinalize: return partition_action(command, type);
    case AT_EnableRowSecurity:
    case AT_DisableRowSecurity:
    case AT_ForceRowSecurity:
    case AT_NoForceRowSecurity: return row_security(command.subtype);
    case AT_SetLogged:
    case AT_SetUnLogged: return model::SetUnlogged{command.subtype == AT_SetUnLogged};
    case AT_SetStatistics:
      if (command.name == nullptr) return model::OtherAction{"SET STATISTICS", false};
      return column_storage(command);
    case AT_SetStorage:
    case AT_SetCompression:
    case AT_SetOptions:
    case AT_ResetOptions: return column_storage(command);
    case AT_SetAccessMethod:
    case AT_SetTableSpace:
    case AT_ClusterOn:
    case AT_DropCluster:
    case AT_ReplicaIdentity: return table_storage(command);
    case AT_SetRelOptions:
    case AT_ResetRelOptions: return set_options(command);
    case AT_ChangeOwner: return model::OwnerTo{role_name(*command.newowner)};
    case AT_GenericOptions:
    case AT_AlterColumnGenericOptions: return set_foreign_options(command);
    case AT_AddInherit:
    case AT_DropInherit:
      return model::SetInherit{name_of(&as<RangeVar>(command.def)),
                               command.subtype == AT_AddInherit};
    case AT_EnableTrig:
    case AT_EnableAlwaysTrig:
    case AT_EnableReplicaTrig:
    case AT_DisableTrig:
    case AT_EnableTrigAll:
    case AT_DisableTrigAll:
    case AT_EnableTrigUser:
    case AT_DisableTrigUser:
    case AT_EnableRule:
    case AT_EnableAlwaysRule:
    case AT_EnableReplicaRule:
    case AT_DisableRule: return set_enabled(command);
    default: break;
  }
  if (const char* what = inert(command.subtype)) return model::OtherAction{what, false};
  return model::OtherAction{unmodelled(command.subtype), true};
}

}  // namespace

model::StatementAction cluster(const ClusterStmt& statement) {
  if (statement.relation == nullptr || statement.indexname == nullptr)
    return model::IgnoredStatement{"CLUSTER"};
  model::AlterTable result;
  result.name = name_of(statement.relation);
  model::SetTableStorage clustered;
  clustered.clustered_on = text_of(statement.indexname);
  result.actions.emplace_back(std::move(clustered));
  return result;
}

model::StatementAction alter_table(const AlterTableStmt& statement, const Context& context) {
  const model::ObjectKind kind = kind_of(statement.objtype);
  if (statement.objtype == OBJECT_TYPE) return alter_composite_type(statement);
  model::AlterTable result;
  result.kind = kind;
  result.name = name_of(statement.relation);
  result.if_exists = statement.missing_ok;
  result.only = statement.relation != nullptr && !statement.relation->inh;
  for (const Node* command : Items(statement.cmds)) {
    result.actions.push_back(table_action(as<AlterTableCmd>(command), statement.objtype, context));
  }
  return result;
}

}  // namespace mimar::sql
