import { Component, onWillUnmount, onWillUpdateProps, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { checkPlan } from "../../utils/plan/checks.js";
import { findingText } from "./finding_text.js";

/** Milliseconds without a change after which the map is looked through again. */
const QUIET = 400;
const SHOWN = 100;

/**
 * What is wrong or odd in the map, always of today. A click says which seats to show:
 * `onShow(seatIds, sectionId)`.
 */
export class CheckPanel extends Component {
    static template = "ticket_venue.CheckPanel";
    static props = {
        doc: Object,
        onShow: Function,
        close: { type: Function, optional: true },
    };

    setup() {
        this.state = useState({ findings: [] });
        this.watch(this.props.doc);
        onWillUpdateProps(({ doc }) => doc !== this.doc && this.watch(doc));
        onWillUnmount(() => this.unwatch());
    }

    watch(doc) {
        this.unwatch();
        this.doc = doc;
        this.stopListening = doc.listen(() => this.later());
        this.look();
    }

    unwatch() {
        this.stopListening?.();
        browser.clearTimeout(this.timer);
    }

    later() {
        browser.clearTimeout(this.timer);
        this.timer = browser.setTimeout(() => this.look(), QUIET);
    }

    look() {
        this.state.findings = checkPlan(this.doc).map((finding, index) => ({
            ...finding,
            index,
            text: findingText(finding, this.doc),
        }));
    }

    /** Errors, then warnings; of a long list the first. */
    get groups() {
        const groups = [
            { level: "error", title: _t("To be put right before the sale") },
            { level: "warning", title: _t("Worth a look") },
        ];
        return groups
            .map((group) => {
                const all = this.state.findings.filter(({ level }) => level === group.level);
                const count = all.length - SHOWN;
                const more = count > 0 ? _t("… and %(count)s more.", { count }) : "";
                return { ...group, findings: all.slice(0, SHOWN), more };
            })
            .filter(({ findings }) => findings.length);
    }

    get summary() {
        const { findings } = this.state;
        if (!findings.length) {
            return _t("Nothing wrong was found.");
        }
        const errors = findings.filter(({ level }) => level === "error").length;
        return _t("%(errors)s to be put right, %(warnings)s to look at.", {
            errors,
            warnings: findings.length - errors,
        });
    }

    show({ seats, section }) {
        this.props.onShow(seats, section);
    }
}
