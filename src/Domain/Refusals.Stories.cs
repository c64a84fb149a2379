namespace Activation.Domain;

// What others come to, make and read.
public static partial class Refusals
{
    public static class Walks
    {
        public const string Unknown = "walks.unknown";
        public const string Exists = "walks.exists";
        public const string KindUnknown = "walks.kind-unknown";
        public const string StartsRange = "walks.starts-range";
        public const string SeatsRange = "walks.seats-range";
        public const string GuidesOnly = "walks.guides-only";
        public const string LeaderOnly = "walks.leader-only";
        public const string Cancelled = "walks.cancelled";
        public const string Over = "walks.over";
        public const string Full = "walks.full";
    }

    public static class Courses
    {
        public const string Unknown = "courses.unknown";
        public const string Exists = "courses.exists";
        public const string OrganisersOnly = "courses.organisers-only";
        public const string NotYours = "courses.not-yours";
        public const string NotAgreed = "courses.not-agreed";
        public const string SeatsRange = "courses.seats-range";
        public const string JoinByRange = "courses.join-by-range";
        public const string JoinByPassed = "courses.join-by-passed";
        public const string OthersWait = "courses.others-wait";
        public const string MakesMissing = "courses.makes-missing";
    }

    public static class Works
    {
        public const string Unknown = "works.unknown";
        public const string ParticipantsOnly = "works.participants-only";
        public const string NotYet = "works.not-yet";
        public const string TooLate = "works.too-late";
        public const string BeingTold = "works.being-told";
        public const string Empty = "works.empty";
        public const string LicenceUnknown = "works.licence-unknown";
        public const string NameMissing = "works.name-missing";
        public const string ConsentMissing = "works.consent-missing";
        public const string TermsChanged = "works.terms-changed";
        public const string NotWaiting = "works.not-waiting";
        public const string Changed = "works.changed";
        public const string Newer = "works.newer";
    }

    public static class Stories
    {
        public const string Unknown = "stories.unknown";
        public const string Begun = "stories.begun";
        public const string TellersOnly = "stories.tellers-only";
        public const string NotCarriedOut = "stories.not-carried-out";
        public const string LanguageUnknown = "stories.language-unknown";
        public const string TextMissing = "stories.text-missing";
        public const string TextUnfinished = "stories.text-unfinished";
        public const string PicturesFull = "stories.pictures-full";
        public const string PictureUnknown = "stories.picture-unknown";
        public const string AltMissing = "stories.alt-missing";
        public const string FilmAddress = "stories.film-address";
        public const string FilmCaptions = "stories.film-captions";
        public const string PeopleFull = "stories.people-full";
        public const string PersonUnknown = "stories.person-unknown";
        public const string TextChanged = "stories.text-changed";
        public const string TermsChanged = "stories.terms-changed";
        public const string ConsentMissing = "stories.consent-missing";
        public const string StillTold = "stories.still-told";
        public const string FourEyes = "stories.four-eyes";
        public const string NotSubmitted = "stories.not-submitted";
        public const string ReviewFirst = "stories.review-first";
        public const string DayPassed = "stories.day-passed";
        public const string DayTooFar = "stories.day-too-far";
    }
}
