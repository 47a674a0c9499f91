import js from "@eslint/js";
import globals from "globals";

const odoo = { luxon: "readonly", odoo: "readonly", owl: "readonly" };

export default [
    { ignores: ["**/static/lib/**", "**/node_modules/**", ".local/**"] },
    js.configs.recommended,
    {
        languageOptions: { ecmaVersion: 2024, sourceType: "module" },
        rules: {
            curly: "error",
            eqeqeq: ["error", "always"],
            "no-console": "error",
            "no-shadow": "error",
            "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
            "no-var": "error",
            "object-shorthand": "error",
            "prefer-const": "error",
            "no-restricted-syntax": [
                "error",
                { selector: "ExportDefaultDeclaration", message: "Export by name." },
            ],
        },
    },
    {
        files: ["addons/*/static/**/*.js"],
        languageOptions: { globals: { ...globals.browser, ...odoo } },
    },
    {
        // what can be said without Odoo runs in node too
        files: ["addons/*/static/src/utils/**/*.js"],
        languageOptions: { globals: globals["shared-node-browser"] },
    },
    {
        files: ["addons/*/static/src/**/*worker*.js"],
        languageOptions: { globals: globals.serviceworker },
    },
    {
        files: ["tests/**/*.js", "tests/**/*.mjs", "*.mjs"],
        languageOptions: { globals: { ...globals.node, ...globals.browser } },
        rules: { "no-restricted-syntax": "off", "no-console": "off" },
    },
];
