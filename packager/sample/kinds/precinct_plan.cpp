#include "packager/sample/kinds/precinct_plan.h"

#include <array>
#include <charconv>
#include <span>
#include <string_view>

namespace vr360::sample {

namespace {

using Plan = PrecinctPlan;

template <typename T>
struct Word {
    std::string_view word;
    T value;
};

constexpr std::array<Word<Plan::Hall>, 5> kHalls{{{"wide", Plan::Hall::kWide},
                                                  {"tall", Plan::Hall::kTall},
                                                  {"plain", Plan::Hall::kPlain},
                                                  {"porch", Plan::Hall::kPorch},
                                                  {"square", Plan::Hall::kSquare}}};
constexpr std::array<Word<Plan::Gate>, 5> kGates{{{"triple", Plan::Gate::kTriple},
                                                  {"triple upper", Plan::Gate::kTripleUpper},
                                                  {"pillars", Plan::Gate::kPillars},
                                                  {"arch", Plan::Gate::kArch},
                                                  {"bell", Plan::Gate::kBell}}};
constexpr std::array<Word<Plan::Front>, 5> kFronts{{{"nothing", Plan::Front::kNothing},
                                                    {"pond", Plan::Front::kPond},
                                                    {"lotus", Plan::Front::kLotus},
                                                    {"well", Plan::Front::kWell},
                                                    {"screen", Plan::Front::kScreen}}};
constexpr std::array<Word<Plan::Side>, 7> kSides{{{"nothing", Plan::Side::kNothing},
                                                  {"wing", Plan::Side::kWing},
                                                  {"bell", Plan::Side::kBell},
                                                  {"stupas", Plan::Side::kStupas},
                                                  {"stele", Plan::Side::kStele},
                                                  {"garden", Plan::Side::kGarden},
                                                  {"tower", Plan::Side::kTower}}};
constexpr std::array<Word<Plan::Eye>, 10> kEyes{{{"approach", Plan::Eye::kApproach},
                                                 {"aside", Plan::Eye::kAside},
                                                 {"far", Plan::Eye::kFar},
                                                 {"in gate", Plan::Eye::kInGate},
                                                 {"court", Plan::Eye::kCourt},
                                                 {"corner", Plan::Eye::kCorner},
                                                 {"opposite", Plan::Eye::kOpposite},
                                                 {"near", Plan::Eye::kNear},
                                                 {"under tree", Plan::Eye::kUnderTree},
                                                 {"veranda", Plan::Eye::kVeranda}}};
constexpr std::array<Word<Plant>, 12> kPlants{{{"broad", Plant::kBroad},
                                               {"banyan", Plant::kBanyan},
                                               {"willow", Plant::kWillow},
                                               {"flame", Plant::kFlame},
                                               {"frangipani", Plant::kFrangipani},
                                               {"areca", Plant::kAreca},
                                               {"royal palm", Plant::kRoyalPalm},
                                               {"bamboo", Plant::kBamboo},
                                               {"pine", Plant::kPine},
                                               {"peach", Plant::kPeach},
                                               {"kumquat", Plant::kKumquat},
                                               {"bonsai", Plant::kBonsai}}};
constexpr std::array<Word<MaterialId>, 18> kMaterials{{{"ochre", MaterialId::kOchreWall},
                                                       {"cream", MaterialId::kCreamWall},
                                                       {"white", MaterialId::kWhitewash},
                                                       {"pink", MaterialId::kPinkWall},
                                                       {"grey", MaterialId::kGreyWall},
                                                       {"old brick", MaterialId::kOldBrick},
                                                       {"red brick", MaterialId::kRedBrick},
                                                       {"stone", MaterialId::kStone},
                                                       {"tiles", MaterialId::kRoofTile},
                                                       {"old tiles", MaterialId::kRoofTileOld},
                                                       {"glazed", MaterialId::kGlazedTile},
                                                       {"brick paving", MaterialId::kBrickPaving},
                                                       {"slabs", MaterialId::kSlabPaving},
                                                       {"floor tiles", MaterialId::kFloorTile},
                                                       {"grass", MaterialId::kGrass},
                                                       {"earth", MaterialId::kEarth},
                                                       {"gravel", MaterialId::kGravel},
                                                       {"asphalt", MaterialId::kAsphalt}}};
constexpr std::array<Word<bool>, 2> kWoods{{{"red", true}, {"dark", false}}};
constexpr std::array<Word<bool>, 2> kGuards{{{"dogs", false}, {"elephants", true}}};
constexpr std::array<Word<float>, 2> kHands{{{"left", -1.0F}, {"right", 1.0F}}};
constexpr std::array<Word<unsigned>, 5> kFestive{{{"flags", Plan::kFlags},
                                                  {"lanterns", Plan::kLanterns},
                                                  {"eaves", Plan::kEaves},
                                                  {"yellow", Plan::kYellow},
                                                  {"stalls", Plan::kStalls}}};

/// Sets `value` to what the word means; what is wrong if it means nothing.
template <typename T, std::size_t N>
std::string set(T& value, const std::array<Word<T>, N>& words, std::string_view word) {
    std::string known;
    for (const Word<T>& w : words) {
        if (w.word == word) {
            value = w.value;
            return {};
        }
        known += (known.empty() ? "'" : ", '") + std::string(w.word) + "'";
    }
    return known;
}

std::string setNumber(int& value, int low, int high, std::string_view word) {
    int number = 0;
    const auto read = std::from_chars(word.data(), word.data() + word.size(), number);
    if (read.ptr == word.data() + word.size() && number >= low && number <= high) {
        value = number;
        return {};
    }
    return "a number from " + std::to_string(low) + " to " + std::to_string(high);
}

/// What would be right in place of `word`; empty if the word is known.
std::string apply(Plan& plan, std::string_view key, std::string_view word) {
    unsigned flag = 0;
    std::string wrong;
    if (key == "hall") {
        return set(plan.hall, kHalls, word);
    }
    if (key == "gate") {
        return set(plan.gate, kGates, word);
    }
    if (key == "front") {
        return set(plan.front, kFronts, word);
    }
    if (key == "left") {
        return set(plan.left, kSides, word);
    }
    if (key == "right") {
        return set(plan.right, kSides, word);
    }
    if (key == "eye") {
        return set(plan.eye, kEyes, word);
    }
    if (key == "tree") {
        return set(plan.tree, kPlants, word);
    }
    if (key == "small") {
        return set(plan.small, kPlants, word);
    }
    if (key == "court") {
        return set(plan.court, kMaterials, word);
    }
    if (key == "outside") {
        return set(plan.outside, kMaterials, word);
    }
    if (key == "wall") {
        return set(plan.wall, kMaterials, word);
    }
    if (key == "tiles") {
        return set(plan.tiles, kMaterials, word);
    }
    if (key == "wood") {
        return set(plan.red, kWoods, word);
    }
    if (key == "guard") {
        return set(plan.elephants, kGuards, word);
    }
    if (key == "tree_side") {
        return set(plan.tree_side, kHands, word);
    }
    if (key == "bays") {
        return setNumber(plan.bays, 3, 7, word);
    }
    if (key == "people") {
        return setNumber(plan.people, 0, 40, word);
    }
    if (key == "festive") {
        wrong = set(flag, kFestive, word);
        plan.festive |= flag;
        return wrong;
    }
    return "hall, bays, gate, front, left, right, eye, tree, tree_side, small, court, outside, "
           "wall, "
           "tiles, wood, guard, festive or people as a key";
}

} // namespace

Result<PrecinctPlan> readPrecinctPlan(const PlanWords& words) {
    Plan plan;
    for (const auto& [key, word] : words) {
        const std::string right = apply(plan, key, word);
        if (!right.empty()) {
            return Fault{
                "[picture.plan]", key + " = '" + word + "' means nothing", "write " + right};
        }
    }
    return plan;
}

} // namespace vr360::sample
