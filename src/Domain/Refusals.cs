namespace Activation.Domain;

/// <summary>Every refusal there is, by feature. The text of each, in every language, says what is allowed now.</summary>
/// <remarks>Here those about people and about what holds everywhere; those about initiatives, programmes and stories stand in the files beside it.</remarks>
public static partial class Refusals
{
    public static class Members
    {
        public const string Unknown = "members.unknown";
        public const string Exists = "members.exists";
        public const string Left = "members.left";
        public const string ViewersLook = "members.viewers-look";
        public const string PartnersJoin = "members.partners-join";
        public const string LeadsOnly = "members.leads-only";
        public const string AdministratorsOnly = "members.administrators-only";
        public const string RolesMissing = "members.roles-missing";
        public const string RoleUnknown = "members.role-unknown";
        public const string HomeMissing = "members.home-missing";
        public const string LastRole = "members.last-role";
        public const string AdministratorStays = "members.administrator-stays";
        public const string DeputyHome = "members.deputy-home";
        public const string LeadOrCoordinator = "members.lead-or-coordinator";
        public const string Erased = "members.erased";
        public const string HereAgain = "members.here-again";
        public const string AbsenceSpan = "members.absence-span";
        public const string ElsewhereToo = "members.elsewhere-too";
        public const string AccountElsewhereToo = "members.account-elsewhere-too";
        public const string NotOneself = "members.not-oneself";
    }

    public static class Points
    {
        public const string AudienceUnknown = "points.audience-unknown";
    }

    public static class Nudges
    {
        public const string DoseRange = "nudges.dose-range";
        public const string SnoozeRange = "nudges.snooze-range";
        public const string KindUnknown = "nudges.kind-unknown";
        public const string KindOwed = "nudges.kind-owed";
    }

    public static class Consents
    {
        public const string PurposeUnknown = "consents.purpose-unknown";
        public const string OwnOnly = "consents.own-only";
        public const string QuestionChanged = "consents.question-changed";
    }

    public static class Retention
    {
        public const string KindUnknown = "retention.kind-unknown";
        public const string MustEnd = "retention.must-end";
        public const string MonthsRange = "retention.months-range";
    }

    public static class Statements
    {
        public const string TestAhead = "statements.test-ahead";
    }

    public static class Webhooks
    {
        public const string Unknown = "webhooks.unknown";
        public const string TooMany = "webhooks.too-many";
        public const string KindsMissing = "webhooks.kinds-missing";
        public const string KindUnknown = "webhooks.kind-unknown";
    }

    public static class Texts
    {
        public const string TitleMissing = "texts.title-missing";
        public const string Missing = "texts.missing";
        public const string ReasonMissing = "texts.reason-missing";
        public const string TooLong = "texts.too-long";
        public const string ForbiddenCharacter = "texts.forbidden-character";
    }
}
