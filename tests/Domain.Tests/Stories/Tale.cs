using Activation.Domain.Programmes;
using Activation.Domain.Stories;
using Activation.Domain.Tests.Initiatives;

namespace Activation.Domain.Tests.Stories;

/// <summary>The story of Astrid's language walk, as David tells it.</summary>
static class Tale
{
    public static readonly Guid Id = Cast.Id(300);
    public static readonly Guid Picture = Cast.Id(301);
    public static readonly Guid Resident = Cast.Id(302);

    public static readonly StoryText Text = new("Tolv gick med", "Ett varv runt torget räckte.", "Tolv gick med.", "en timme i veckan", "");

    public static readonly object[] Drafted =
    [
        .. Walk.Programme, .. Walk.CarriedOut,
        new StoryDrafted(Id, "tolv-gick-med", Walk.Id, Walk.First, "astorp", Cast.Astrid.Member, Cast.David.Member), Written("sv", Text),
    ];

    public static readonly object[] Reviewed = [.. Drafted, new StoryReviewSet(true)];

    public static readonly StorySubmitted Waiting = new(Id, Cast.David.Member);

    public static readonly object[] Submitted = [.. Reviewed, Waiting];

    public static readonly object[] Named = [.. Drafted, new StoryPersonNamed(Id, Resident, Cast.David.Member)];

    public static readonly object[] Agreed = [.. Named, new StoryConsentRecorded(Id, Resident, Naming.Terms, "sv")];

    public static readonly object[] Published = [.. Agreed, Shown(1)];

    public static StoryWritten Written(string language, StoryText text) =>
        new(Id, language, text.Title, text.Lead, text.Body, text.Time, text.Cost, Cast.David.Member);

    public static StoryPublished Shown(int version) => new(Id, Walk.Id, Walk.First, "astorp", Cast.Astrid.Member, version, Cast.David.Member);

    public static StoryUnpublished Hidden(Guid? by, string reason) => new(Id, Walk.Id, Walk.First, by, reason);
}
