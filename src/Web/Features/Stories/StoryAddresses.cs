using Activation.Store;
using Activation.Web.Features.People;
using Activation.Web.Platform;
using Activation.Web.Platform.Privacy;

namespace Activation.Web.Features.Stories;

/// <summary>
/// A story's address is made of its first headline, before anybody was asked: who says no, or is taken out of it, is named by the address no longer. Who is
/// forgotten is found there as in any text (<see cref="Erasures"/>).
/// </summary>
public sealed class StoryAddresses(IEventStore log, EventTypes types, TextRemoval removal, PeopleDirectory people)
{
    const string Field = "slug";

    public async Task WithoutName(Guid story, Guid person, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await people.Find(person) is not { } row) return;
        var name = Slug.Words(row.Name);
        var told = (await Deadline.For(log.ReadStream(StreamNames.Story(story).Name, 0, cancellationToken))).SelectMany(recorded => WrittenText.In(recorded, types))
            .Where(text => text.Field == Field && name.Length > 0 && WholeWord.IsIn(text.Text, name)).Select(text => text.Place).ToList();
        if (told.Count > 0) await removal.Remove(told, actor: null, now, cancellationToken);
    }
}
