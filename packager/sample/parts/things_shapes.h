#pragma once

#include "packager/sample/render/mesh.h"
#include "packager/sample/render/random.h"

namespace vr360::sample {

// The shapes behind Thing (things.h): each adds itself at the builder's origin.

// things_temple.cpp
void addLantern(MeshBuilder& b, int variant);
void addCensor(MeshBuilder& b);
void addFestivalFlag(MeshBuilder& b, Random& random);
void addNationalFlag(MeshBuilder& b);
void addStele(MeshBuilder& b);
void addStoneDog(MeshBuilder& b);
void addElephant(MeshBuilder& b);
void addStatue(MeshBuilder& b);
void addGrave(MeshBuilder& b);
void addBanner(MeshBuilder& b, int variant);

// things_street.cpp
void addBench(MeshBuilder& b);
void addLampPost(MeshBuilder& b, int variant);
void addTable(MeshBuilder& b, int variant);
void addParasol(MeshBuilder& b);
void addStall(MeshBuilder& b, Random& random, bool flowers);
void addBicycle(MeshBuilder& b, Random& random, bool flowers);
void addMotorbike(MeshBuilder& b, int variant);
void addRailing(MeshBuilder& b);
void addDisplayCase(MeshBuilder& b, Random& random);

// things_craft.cpp
void addSampan(MeshBuilder& b);
void addSwanBoat(MeshBuilder& b);
void addDragon(MeshBuilder& b);
void addTrough(MeshBuilder& b);
void addMortar(MeshBuilder& b);
void addLoom(MeshBuilder& b);
void addSteamer(MeshBuilder& b);
void addTeaTable(MeshBuilder& b);

} // namespace vr360::sample
