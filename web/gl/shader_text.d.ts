// The build makes these of shaders/ (GLSL ES 3.00) and bundles them as text.
declare module 'vr360:tile.vert' {
    const text: string;
    export default text;
}
declare module 'vr360:tile.frag' {
    const text: string;
    export default text;
}
