using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Stories;
using Activation.Web.Features.Stories;
using Activation.Web.Platform.Pictures;

namespace Activation.Web.Platform.Seeding;

/// <summary>The good examples of the seed data, told by a communicator of the municipality through the product's own decisions.</summary>
sealed class StorySeed(InitiativeSeed initiative, SeedStory seed, Guid activity, PictureStore pictures, SeedFolder files)
{
    readonly Plot plot = initiative.Plot;
    readonly Guid story = InboxModel.StoryOf(activity);

    Invented Teller => plot.People.First(person => person.Role == Role.Communicator && person.Municipality == initiative.Home);

    public IEnumerable<Act> Acts()
    {
        // What was done on a day is told on the day after, at the soonest.
        yield return Step(10, "draft", async at =>
        {
            var state = await initiative.State();
            await By("draft", at, before => Telling.Draft(before, state, Draft(), Teller.Actor, at));
        });
        if (seed.Picture is { } file) yield return Step(11, "picture", at => Take(file, at));
        yield return Step(12, "publish", async at =>
        {
            var programme = await plot.Read(StreamNames.Programme(plot.Programme));
            await By("publish", at, before => Publishing.Publish(before, programme, new PublishStory(), Teller.Actor, at));
        });
    }

    DraftStory Draft() => new(
        story, activity, Slug.Of(seed.Title, story, withMark: false), "sv",
        new StoryText(seed.Title, seed.Lead ?? FirstSentence, seed.Text, seed.Time ?? "", seed.Cost ?? ""));

    // Without the program that draws pictures anew there are none, and the story is told all the same.
    async Task Take(SeedPicture file, DateTimeOffset at)
    {
        var picture = Chance.Id($"{plot.Slug} picture {file.File}");
        var (taken, _) = await pictures.Take(plot.Programme, picture, await files.Bytes(file.File), at, CancellationToken.None);
        if (taken is null) return;
        await By("picture", at, before => Picturing.Add(
            before, new AddPicture(picture, PictureUse.Cover, file.Alt, null, taken.Width, taken.Height), Teller.Actor, at));
    }

    Act Step(int hour, string key, Func<DateTimeOffset, Task> act) => new(plot.Calendar.At(seed.PublishedDay, hour, $"{story} {key}"), Turn.Answer, $"story {story}", act);

    Task By(string key, DateTimeOffset at, Func<Story, Domain.Decision> decide) => plot.Decide($"story {story} {key}", StreamNames.Story(story), Teller.Actor, at, decide);

    string FirstSentence => seed.Text.Split(". ", 2)[0].TrimEnd('.') + ".";
}
