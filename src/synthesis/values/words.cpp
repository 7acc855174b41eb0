#include "synthesis/values/words.h"

namespace mimar::synthesis::words {
namespace {

constexpr std::string_view first_name_list[] = {
    "Ada",   "Alan",  "Amina", "Anna",   "Ben",   "Carla", "Chen", "Clara", "Daniel", "Diego",
    "Elena", "Emma",  "Erik",  "Fatima", "Felix", "Grace", "Hana", "Hugo",  "Ines",   "Ivan",
    "Jana",  "Jonas", "Kofi",  "Lea",    "Leo",   "Lina",  "Luca", "Maria", "Marta",  "Mehmet",
    "Mia",   "Nadia", "Noah",  "Nora",   "Olga",  "Omar",  "Paul", "Priya", "Rosa",   "Ryan",
    "Sara",  "Selin", "Sofia", "Tariq",  "Theo",  "Vera",  "Wei",  "Yara",  "Yusuf",  "Zoe"};
constexpr std::string_view last_name_list[] = {
    "Abbott", "Adams",    "Ahmed",  "Aydin",  "Baker",  "Becker", "Bianchi", "Brown",   "Castro",
    "Chavez", "Cohen",    "Costa",  "Demir",  "Dubois", "Evans",  "Fischer", "Flores",  "Garcia",
    "Gupta",  "Hansen",   "Hill",   "Ito",    "Jansen", "Jones",  "Kaya",    "Keller",  "Khan",
    "Kim",    "Kowalski", "Larsen", "Lee",    "Lopez",  "Martin", "Meyer",   "Moreau",  "Nguyen",
    "Novak",  "Okafor",   "Patel",  "Petrov", "Reyes",  "Rossi",  "Sato",    "Schmidt", "Silva",
    "Singh",  "Smith",    "Tanaka", "Weber",  "Yilmaz"};
constexpr std::string_view city_list[] = {
    "Amsterdam", "Ankara",  "Athens",   "Austin",     "Barcelona", "Berlin",  "Bogota", "Boston",
    "Brussels",  "Cairo",   "Chicago",  "Copenhagen", "Dakar",     "Delhi",   "Dublin", "Geneva",
    "Hamburg",   "Hanoi",   "Helsinki", "Istanbul",   "Izmir",     "Jakarta", "Kyoto",  "Lagos",
    "Lima",      "Lisbon",  "London",   "Lyon",       "Madrid",    "Manila",  "Milan",  "Montreal",
    "Munich",    "Nairobi", "Oslo",     "Paris",      "Porto",     "Prague",  "Quito",  "Riga",
    "Rome",      "Seattle", "Seoul",    "Sydney",     "Tokyo",     "Toronto", "Turin",  "Vienna",
    "Warsaw",    "Zurich"};
constexpr std::string_view region_list[] = {
    "Alberta", "Andalusia", "Bavaria", "Brittany", "California", "Catalonia", "Florida",
    "Hesse",   "Lombardy",  "Marmara", "Ontario",  "Provence",   "Quebec",    "Saxony",
    "Sicily",  "Texas",     "Tuscany", "Victoria", "Wales",      "Yorkshire"};
constexpr std::string_view country_list[] = {
    "Argentina",     "Australia",   "Austria",  "Belgium", "Brazil",    "Canada",
    "Chile",         "Colombia",    "Denmark",  "Egypt",   "Finland",   "France",
    "Germany",       "Ghana",       "Greece",   "India",   "Indonesia", "Ireland",
    "Italy",         "Japan",       "Kenya",    "Mexico",  "Morocco",   "Netherlands",
    "Nigeria",       "Norway",      "Peru",     "Poland",  "Portugal",  "Spain",
    "Sweden",        "Switzerland", "Thailand", "Turkey",  "Ukraine",   "United Kingdom",
    "United States", "Uruguay",     "Vietnam",  "Zambia"};
constexpr std::string_view country_code_list[] = {"US", "DE", "GB", "FR", "TR", "IN", "BR",
                                                  "ES", "IT", "NL", "CA", "AU", "JP", "SE",
                                                  "PL", "MX", "CH", "AT", "BE", "PT"};
constexpr std::string_view currency_list[] = {"USD", "EUR", "GBP", "TRY", "JPY",
                                              "CHF", "CAD", "AUD", "SEK", "INR"};
constexpr std::string_view language_list[] = {"en", "de", "fr", "tr", "es",
                                              "it", "pt", "nl", "pl", "ja"};
constexpr std::string_view street_list[] = {
    "Oak Street",     "Main Street", "High Street", "Station Road",  "Park Avenue",
    "Church Lane",    "Mill Road",   "River Walk",  "Market Square", "Garden Way",
    "Harbour Street", "School Lane", "Hill Road",   "Lake Drive",    "Forest Path"};
constexpr std::string_view adjective_list[] = {
    "amber", "ancient", "bold",  "brave", "bright", "calm",   "clear",  "clever", "cold",   "deep",
    "eager", "early",   "fair",  "fast",  "fine",   "fresh",  "gentle", "golden", "grand",  "green",
    "happy", "honest",  "keen",  "kind",  "large",  "late",   "light",  "little", "lively", "long",
    "lucky", "modern",  "new",   "noble", "open",   "plain",  "proud",  "pure",   "quick",  "quiet",
    "rapid", "rare",    "ready", "rich",  "silent", "simple", "smart",  "solid",  "steady", "warm"};
constexpr std::string_view noun_list[] = {
    "anchor", "atlas",  "beacon",  "bicycle",  "book",     "bridge", "camera",  "canyon", "chair",
    "circle", "cloud",  "compass", "desk",     "engine",   "falcon", "field",   "forest", "garden",
    "guitar", "harbor", "island",  "jacket",   "kettle",   "lamp",   "lantern", "lens",   "library",
    "market", "meadow", "mirror",  "mountain", "notebook", "ocean",  "orchard", "paper",  "pencil",
    "planet", "pocket", "river",   "saddle",   "signal",   "stone",  "table",   "tower",  "tunnel",
    "valley", "violin", "wagon",   "window",   "winter"};
constexpr std::string_view verb_list[] = {"arrives", "begins",  "builds",   "carries",  "changes",
                                          "covers",  "crosses", "explains", "finds",    "follows",
                                          "holds",   "keeps",   "leads",    "meets",    "opens",
                                          "reaches", "returns", "shows",    "supports", "waits"};
constexpr std::string_view company_form_list[] = {"Ltd",  "Inc",      "GmbH",  "Group",
                                                  "Labs", "Partners", "Works", "AG"};
constexpr std::string_view color_list[] = {"black", "white",  "red",   "blue",   "green",
                                           "grey",  "silver", "brown", "yellow", "orange"};
constexpr std::string_view domain_list[] = {"example.com", "example.org", "example.net",
                                            "mail.example.com"};
constexpr std::string_view time_zone_list[] = {
    "UTC",        "Europe/Berlin",     "Europe/London", "America/New_York", "Europe/Istanbul",
    "Asia/Tokyo", "America/Sao_Paulo", "Asia/Kolkata"};
constexpr std::string_view state_list[] = {"active",    "pending", "completed",
                                           "cancelled", "failed",  "archived"};
constexpr std::string_view category_list[] = {"standard", "basic", "premium", "internal",
                                              "external", "trial", "other"};
constexpr std::string_view extension_list[] = {"pdf", "png", "jpg", "csv", "docx", "txt"};

}  // namespace

const List first_names = first_name_list, last_names = last_name_list, cities = city_list,
           regions = region_list, countries = country_list, country_codes = country_code_list,
           currencies = currency_list, languages = language_list, streets = street_list,
           adjectives = adjective_list, nouns = noun_list, verbs = verb_list,
           company_forms = company_form_list, colors = color_list, domains = domain_list,
           time_zones = time_zone_list, states = state_list, categories = category_list,
           extensions = extension_list;

}  // namespace mimar::synthesis::words
