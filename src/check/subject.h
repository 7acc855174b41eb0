#pragma once
// What most rules ask of the model, and how their findings are phrased.

#include <string>
#include <string_view>
#include <vector>

#include "check/check.h"

namespace mimar::check {

// The tables rules judge: partitions are left out, since what is true of them is said once, of
// their parent.
std::vector<const model::Table*> judged_tables(const model::Database& database);

// "public.orders.customer_id" for one part, "public.orders.(tenant_id, customer_id)" for several.
std::string object_name(const model::Table& table, const std::vector<std::string>& parts);
std::string object_name(const model::Table& table, const std::string& part);

// A finding at `origin`, or at the table when that has no place. Id and severity are the runner's.
evidence::Finding finding(const model::Table& table, const model::Origin& origin,
                          std::string object, std::string message, evidence::Fix fix);

// The table that a query names, with or without its schema; nullptr when none or several fit.
const model::Table* find_relation(const model::Database& database, const model::Name& name);

bool has_column(const std::vector<std::string>& columns, std::string_view name);
bool same_columns(std::vector<std::string> a, std::vector<std::string> b);  // as sets

// Is the column the whole primary key?
bool is_primary_key(const model::Table& table, std::string_view column);
// Does any foreign key of the table contain the column?
bool in_foreign_key(const model::Table& table, std::string_view column);
// Does a foreign key of any table point at these columns, in any order?
bool referenced(const model::Database& database, const model::Table& table,
                const std::vector<std::string>& columns);

bool is_text(const model::DataType& type);       // text, character varying, character
bool is_integer(const model::DataType& type);    // smallint, integer, bigint
bool is_timestamp(const model::DataType& type);  // with or without time zone, or date

// The words of a name: "customerId", "customer_id" and "CUSTOMER_ID" are {"customer", "id"}; digits
// are words of their own.
std::vector<std::string> words(std::string_view name);

}  // namespace mimar::check
