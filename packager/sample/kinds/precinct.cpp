#include "packager/sample/kinds/precinct_parts.h"

#include <array>

namespace vr360::sample {

namespace {

using Plan = PrecinctPlan;

constexpr float kGateAt = -10.0F; // the gate's front on the precinct's axis, metres
constexpr float kHallAt = 9.5F;

struct Standpoint {
    V2 eye;
    V2 target;
};

Standpoint standpointOf(const Plan& plan, V2 tree) {
    const V2 hall{0.0F, kHallAt + 3.0F};
    switch (plan.eye) {
    case Plan::Eye::kApproach:
        return {{0.0F, kGateAt - 10.0F}, {0.0F, kGateAt}};
    case Plan::Eye::kAside:
        return {{-7.5F, kGateAt - 8.0F}, {1.0F, kGateAt + 3.0F}};
    case Plan::Eye::kFar:
        return {{1.5F, kGateAt - 17.5F}, {0.0F, kGateAt}};
    case Plan::Eye::kInGate:
        return {{0.25F, kGateAt + 0.9F}, hall};
    case Plan::Eye::kCourt:
        return {{0.0F, kGateAt + 4.2F}, hall};
    case Plan::Eye::kCorner:
        return {{-9.0F, -5.5F}, {1.5F, kHallAt + 2.0F}};
    case Plan::Eye::kOpposite:
        return {{9.5F, -4.0F}, {-2.0F, kHallAt + 1.0F}};
    case Plan::Eye::kNear:
        return {{3.2F, kHallAt - 6.0F}, {-0.6F, kHallAt + 2.5F}};
    case Plan::Eye::kUnderTree:
        return {tree + V2{tree.x > 0.0F ? -2.3F : 2.3F, -1.6F}, hall};
    case Plan::Eye::kVeranda:
        return {{0.3F, kHallAt + 1.15F}, {0.0F, kGateAt}};
    }
    return {{}, hall};
}

HallShape hallShape(const Plan& plan, float variation) {
    HallShape h;
    h.bays = plan.bays;
    h.red = plan.red;
    h.tiles = plan.tiles;
    switch (plan.hall) {
    case Plan::Hall::kWide:
        h.bay = 2.9F;
        h.depth = 9.5F;
        h.base = 0.5F;
        h.column = 2.6F;
        h.rise = 4.8F + 0.8F * variation;
        h.corner = 1.5F;
        break;
    case Plan::Hall::kTall:
        h.bay = 3.1F;
        h.depth = 7.5F;
        h.base = 1.1F;
        h.column = 3.4F;
        h.rise = 4.4F + 0.6F * variation;
        h.two_roofs = true;
        break;
    case Plan::Hall::kPlain:
        h.bay = 2.7F;
        h.depth = 6.0F;
        h.base = 0.45F;
        h.column = 2.7F;
        h.rise = 3.0F + 0.6F * variation;
        h.corner = 0.0F;
        h.gable = true;
        h.dragons = variation > 0.5F;
        break;
    case Plan::Hall::kPorch:
        h.bay = 2.8F;
        h.depth = 5.0F;
        h.base = 0.6F;
        h.column = 2.8F;
        h.rise = 2.8F;
        h.corner = 0.9F;
        break;
    case Plan::Hall::kSquare:
        h.bays = 3;
        h.bay = 3.2F;
        h.depth = 8.6F;
        h.base = 0.9F;
        h.column = 3.2F;
        h.rise = 5.6F;
        h.corner = 1.3F;
        h.two_roofs = true;
        h.dragons = false;
        break;
    }
    if (plan.eye == Plan::Eye::kVeranda) {
        h.base = 0.12F; // the viewer stands on it
    }
    return h;
}

/// Puts a plan into the viewer's axes.
class Precinct {
public:
    Precinct(Composer& c, const Plan& plan)
        : c_(c),
          plan_(plan),
          variation_(c.random.uniform()),
          hand_(plan.tree_side != 0.0F  ? plan.tree_side
                : c.random.chance(0.5F) ? 1.0F
                                        : -1.0F),
          tree_{hand_ * c.random.between(10.0F, 12.5F), c.random.between(-4.0F, 0.5F)},
          hall_(hallShape(plan, variation_)) {
        const Standpoint stand = standpointOf(plan, tree_);
        frame_ = PrecinctFrame(stand.eye, stand.target);
        half_width_ = std::max(15.0F, 0.5F * static_cast<float>(hall_.bays) * hall_.bay + 5.0F);
        hall_.front = {0.0F, kHallAt, 0.0F};
        hall_.roof_object = c.object("roof");
        hall_.door_object = c.object("doors");
    }

    void build() {
        ground();
        hall();
        gateAndWalls();
        side(plan_.left, -1.0F);
        side(plan_.right, 1.0F);
        greenery();
        front(); // after what follows the lake's shore, which a pond's is not
        festive();
        people();
    }

private:
    void ground() {
        c_.clear_centre = frame_.at({0.0F, 0.0F});
        c_.clear_radius = 36.0F;
        c_.world.ground = plan_.outside;
        const float back = kHallAt + hall_.depth + 6.0F;
        c_.ground(frame_.at({0.0F, 0.5F * (kGateAt + back)}),
                  {half_width_, 0.5F * (back - kGateAt)},
                  plan_.court,
                  frame_.angle());
        if (plan_.outside != plan_.court) {
            c_.ground(frame_.at({0.0F, kGateAt - 13.0F}),
                      {2.4F + 2.0F * variation_, 13.0F},
                      plan_.court,
                      frame_.angle());
        }
    }

    void hall() {
        MeshBuilder b = frame_.builder();
        b.object = c_.object("hall");
        addHall(b, hall_);
        if (plan_.hall == Plan::Hall::kPorch) {
            HallShape behind = hall_;
            behind.front.y += hall_.depth + 1.6F;
            behind.bays = std::min(7, hall_.bays + 2);
            behind.depth = 7.0F;
            behind.rise = 4.6F;
            behind.column = 3.3F;
            behind.base = hall_.base + 0.3F;
            addHall(b, behind);
        }
        c_.world.add(b.take(), c_.random.next());
        frame_.thing(c_,
                     Thing::kCensor,
                     {plan_.eye == Plan::Eye::kVeranda ? -1.2F : 0.0F, kHallAt - 4.6F},
                     0.0F,
                     c_.object("censer"));
    }

    void gateAndWalls() {
        MeshBuilder b = frame_.builder();
        b.object = c_.object("gate");
        const float half = addPrecinctGate(b, plan_, {0.0F, kGateAt, 0.0F}, variation_, c_);
        b.object = c_.object("wall");
        const bool tiled = variation_ > 0.35F;
        const float height = 1.4F + 0.8F * variation_;
        for (const float side : {-1.0F, 1.0F}) {
            const float edge = side * half_width_;
            const V3 inner{side * half, kGateAt + 0.8F, 0.0F};
            const V3 corner{edge, kGateAt + 0.8F, 0.0F};
            const V3 back{edge, kHallAt + hall_.depth + 5.0F, 0.0F};
            addWall(b,
                    side < 0.0F ? corner : inner,
                    side < 0.0F ? inner : corner,
                    height,
                    plan_.wall,
                    tiled);
            addWall(b, corner, back, height, plan_.wall, tiled);
        }
        c_.world.add(b.take(), c_.random.next());
        const bool inside = plan_.eye != Plan::Eye::kApproach && plan_.eye != Plan::Eye::kAside &&
                            plan_.eye != Plan::Eye::kFar;
        // The guardians sit where the viewer sees them: before the gate, or before the hall's
        // steps.
        const float y = inside ? kHallAt - 2.9F : kGateAt - 1.5F;
        for (const float side : {-1.0F, 1.0F}) {
            frame_.thing(c_,
                         plan_.elephants ? Thing::kElephant : Thing::kStoneDog,
                         {side * (inside ? 2.6F : half + 1.4F), y},
                         0.0F,
                         c_.object("guardian"));
        }
    }

    void front() {
        switch (plan_.front) {
        case Plan::Front::kNothing:
            break;
        case Plan::Front::kPond:
        case Plan::Front::kLotus:
            addPrecinctPond(c_,
                            frame_,
                            {0.0F, kGateAt - 8.6F},
                            {9.5F + 2.0F * variation_, 5.0F},
                            plan_.front == Plan::Front::kLotus);
            break;
        case Plan::Front::kWell:
            addPrecinctWell(c_, frame_, {-hand_ * 7.5F, -4.5F});
            break;
        case Plan::Front::kScreen:
            addPrecinctScreen(c_, frame_, {0.0F, kGateAt + 4.0F}, plan_.wall);
            break;
        }
    }

    void side(Plan::Side what, float hand) {
        addPrecinctSide(c_, frame_, plan_, what, hand, half_width_, variation_);
    }

    void greenery() {
        frame_.plant(c_, plan_.tree, tree_, 0.9F, c_.object("tree"));
        frame_.plant(c_, plan_.small, {-hand_ * 6.6F, 2.5F}, 0.85F);
        frame_.plant(c_, plan_.small, {-hand_ * (half_width_ - 2.0F), -6.0F}, 0.95F);
        if (variation_ > 0.4F) {
            for (int i = 0; i < 5; ++i) {
                frame_.plant(c_,
                             Plant::kAreca,
                             {-hand_ * (half_width_ - 1.2F), -7.0F + 3.4F * static_cast<float>(i)});
            }
        }
        constexpr std::array<Plant, 4> edges{
            Plant::kBroad, Plant::kBamboo, Plant::kFlame, Plant::kPine};
        const Plant edge = edges[static_cast<std::size_t>(c_.random.below(4))];
        for (int i = 0; i < 5; ++i) {
            const float x = (static_cast<float>(i) - 2.0F) * 8.5F + c_.random.between(-2.0F, 2.0F);
            frame_.plant(c_, edge, {x, kHallAt + hall_.depth + 11.0F}, 1.05F);
            frame_.plant(c_,
                         i % 2 == 0 ? edge : Plant::kBroad,
                         {(i % 2 == 0 ? -1.0F : 1.0F) * (half_width_ + 4.0F),
                          kGateAt - 6.0F + 7.0F * static_cast<float>(i)});
        }
        const int pots = 2 + c_.random.below(5);
        const Plant potted = c_.random.chance(0.4F)   ? Plant::kBonsai
                             : c_.random.chance(0.5F) ? Plant::kKumquat
                                                      : Plant::kFlowerPot;
        for (int i = 0; i < pots; ++i) {
            for (const float s : {-1.0F, 1.0F}) {
                frame_.plant(
                    c_, potted, {s * 3.6F, kHallAt - 3.4F - 2.2F * static_cast<float>(i)}, 0.95F);
            }
        }
        c_.promenade(variation_ > 0.5F ? Plant::kWillow : Plant::kBroad, 70.0F);
        c_.boats(2, 1);
    }

    void festive() {
        const bool outside = plan_.eye == Plan::Eye::kApproach || plan_.eye == Plan::Eye::kAside;
        if ((plan_.festive & Plan::kFlags) != 0) {
            const std::uint16_t flags = c_.object("flags");
            for (int i = 0; i < 4; ++i) {
                for (const float side : {-1.0F, 1.0F}) {
                    frame_.thing(c_,
                                 Thing::kFlag,
                                 {side * (5.4F + 0.4F * static_cast<float>(i)),
                                  (outside ? kGateAt - 7.5F : kHallAt - 13.0F) +
                                      2.7F * static_cast<float>(i)},
                                 side > 0.0F ? kPi : 0.0F,
                                 flags);
                }
            }
        }
        const int colour = (plan_.festive & Plan::kYellow) != 0 ? 1 : 0;
        if ((plan_.festive & Plan::kLanterns) != 0) {
            addLanternLines(c_, frame_, outside ? kGateAt - 6.0F : -3.0F, 5.6F, colour);
        }
        if ((plan_.festive & Plan::kEaves) != 0) {
            const std::uint16_t lanterns = c_.object("lanterns");
            for (int i = 0; i < hall_.bays; ++i) {
                const float x =
                    hall_.bay * (static_cast<float>(i) - 0.5F * static_cast<float>(hall_.bays - 1));
                frame_.thing(c_,
                             Thing::kLantern,
                             {x, kHallAt - 0.35F},
                             0.0F,
                             lanterns,
                             hall_.base + hall_.column - 0.25F,
                             colour);
            }
        }
        if ((plan_.festive & Plan::kStalls) != 0) {
            for (int i = 0; i < 3; ++i) {
                frame_.thing(c_,
                             i % 2 == 0 ? Thing::kFlowerStall : Thing::kStall,
                             {hand_ * (7.0F + 3.6F * static_cast<float>(i)), kGateAt - 4.0F},
                             0.0F);
            }
        }
    }

    void people() {
        frame_.person(c_, Person::kAoDai, {-1.9F, kHallAt - 5.2F}, 2.6F);
        frame_.person(c_, Person::kMonk, {2.4F, kHallAt - 3.9F}, -0.4F);
        c_.crowd(frame_.at({0.0F, 1.0F}), {7.0F, 4.0F}, (plan_.people + 1) / 2);
        c_.crowd(frame_.at({0.0F, kGateAt - 6.0F}), {8.0F, 3.0F}, plan_.people / 2);
        if (plan_.people > 6) {
            frame_.person(c_, Person::kCarrier, {hand_ * 3.2F, kGateAt - 3.6F}, hand_ * 1.2F);
            frame_.thing(c_, Thing::kFlowerBicycle, {-hand_ * 4.4F, kGateAt - 3.0F}, 0.6F, 0);
        }
    }

    Composer& c_;
    const Plan& plan_;
    float variation_; ///< 0…1, of heights and widths
    float hand_;      ///< which side the great tree stands on
    V2 tree_;
    HallShape hall_;
    PrecinctFrame frame_;
    float half_width_ = 15.0F;
};

} // namespace

/// Objects: gate, hall, roof, doors, censer, guardian, tree, wall; where the plan has them flags,
/// lanterns, pond, well, screen, wing, bell, stupas, stele, garden, tower.
void composePrecinct(Composer& c) {
    Precinct(c, c.picture.plan).build();
}

} // namespace vr360::sample
