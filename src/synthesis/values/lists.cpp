// Words of the trade: what columns of software hold besides names and places.

#include "synthesis/values/words.h"

namespace mimar::synthesis::words {
namespace {

constexpr std::string_view mime_type_list[] = {
    "image/png", "image/jpeg",       "application/pdf",          "text/plain",
    "text/html", "application/json", "application/octet-stream", "text/csv"};
constexpr std::string_view user_agent_list[] = {
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/126.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/17.5 Safari/605.1.15",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
    "Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
    "curl/8.5.0"};
constexpr std::string_view browser_list[] = {"Chrome", "Safari", "Firefox", "Edge", "Opera"};
constexpr std::string_view system_list[] = {"Windows", "Android", "iOS", "macOS", "Linux"};
constexpr std::string_view device_list[] = {"desktop", "mobile", "tablet", "tv"};
constexpr std::string_view platform_list[] = {"web", "ios", "android", "windows", "linux"};
constexpr std::string_view action_list[] = {"create", "update", "view",   "delete",
                                            "login",  "export", "invite", "archive"};
constexpr std::string_view event_list[] = {"user.created",     "order.created",  "order.updated",
                                           "payment.received", "user.updated",   "item.viewed",
                                           "session.started",  "session.ended",  "order.cancelled",
                                           "file.uploaded",    "invoice.issued", "user.deleted"};
constexpr std::string_view severity_list[] = {"info", "warning", "error", "debug", "critical"};
constexpr std::string_view role_list[] = {"member", "viewer", "editor", "admin", "owner", "guest"};
constexpr std::string_view http_method_list[] = {"GET", "POST", "PUT", "DELETE", "PATCH"};
constexpr std::string_view payment_method_list[] = {"card", "bank_transfer", "wallet", "cash",
                                                    "direct_debit"};
constexpr std::string_view card_network_list[] = {"visa", "mastercard", "amex", "maestro"};
constexpr std::string_view gender_list[] = {"female", "male", "other"};
constexpr std::string_view environment_list[] = {"production", "staging", "development", "test"};
constexpr std::string_view provider_list[] = {"google", "github", "microsoft", "apple", "email"};
constexpr std::string_view channel_list[] = {"web", "email", "mobile", "api", "store", "phone"};
constexpr std::string_view unit_list[] = {"piece", "kg", "g", "l", "m", "hour", "box"};
constexpr std::string_view scope_list[] = {"read",        "write",        "admin",   "read:users",
                                           "write:users", "openid email", "profile", "offline"};
constexpr std::string_view job_title_list[] = {
    "Accountant",      "Analyst",        "Buyer",          "Designer",   "Developer",
    "Engineer",        "Marketing Lead", "Nurse",          "Researcher", "Sales Manager",
    "Support Agent",   "Teacher",        "Technician",     "Writer",     "Product Manager",
    "Project Manager", "Office Manager", "Data Scientist", "Consultant", "Chief Executive"};
constexpr std::string_view department_list[] = {"Sales",   "Engineering", "Support", "Marketing",
                                                "Finance", "Operations",  "Legal",   "People"};
constexpr std::string_view frequency_list[] = {"daily", "weekly", "monthly", "hourly", "yearly"};
constexpr std::string_view cron_list[] = {"0 * * * *",  "*/5 * * * *", "0 0 * * *",
                                          "30 2 * * *", "0 9 * * 1",   "0 0 1 * *"};
constexpr std::string_view branch_list[] = {"main", "develop", "release", "feature/search",
                                            "fix/login"};
constexpr std::string_view truth_list[] = {"false", "true"};
constexpr std::string_view month_list[] = {"01", "02", "03", "04", "05", "06",
                                           "07", "08", "09", "10", "11", "12"};
constexpr std::string_view year_list[] = {"2024", "2025", "2026", "2027", "2028", "2029"};
constexpr std::string_view algorithm_list[] = {"sha256", "aes256", "rsa", "hmac", "sha512"};
constexpr std::string_view format_list[] = {"json", "csv", "pdf", "xml", "html"};
constexpr std::string_view salutation_list[] = {"Ms", "Mr", "Dr", "Mx"};
constexpr std::string_view brand_list[] = {"Apple", "Samsung", "Google", "Xiaomi", "Lenovo"};

}  // namespace

const List mime_types = mime_type_list, user_agents = user_agent_list, browsers = browser_list,
           systems = system_list, devices = device_list, platforms = platform_list,
           actions = action_list, events = event_list, severities = severity_list,
           roles = role_list, http_methods = http_method_list,
           payment_methods = payment_method_list, card_networks = card_network_list,
           genders = gender_list, environments = environment_list, providers = provider_list,
           channels = channel_list, units = unit_list, scopes = scope_list,
           job_titles = job_title_list, departments = department_list, frequencies = frequency_list,
           crons = cron_list, branches = branch_list, truths = truth_list, months = month_list,
           years = year_list, algorithms = algorithm_list, formats = format_list,
           salutations = salutation_list, brands = brand_list;

}  // namespace mimar::synthesis::words
