using Activation.Domain.Stories;
using Activation.Web.Features.Members;
using Activation.Web.Features.Stories;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Pages;

/// <summary>Where stories are, and those who are asked whether they may be told of.</summary>
static class StorySpots
{
    public static async Task<Spot> OfStory(TestHub hub, string below) => new(
        $"{Sown.Here}/stories/{await hub.Views.Value<string>("select slug from shown_story where municipality = 'landskrona' order by published_at limit 1")}{below}", null);

    /// <summary>Somebody who is asked whether they may be told of; also where a no has taken down whatever was shown.</summary>
    public static async Task<Spot> Named(TestHub hub) =>
        new((await Ask(hub, await hub.Views.Value<Guid>("select s.story from story s left join shown_story w using (story) where s.municipality = 'hoganas' order by w.published_at, s.story limit 1"), "Nils Ek", null)).Asked.Link!.AbsolutePath, null);

    /// <summary>Those who are named in a story that was changed after one of them had said yes.</summary>
    public static async Task<Spot> AskedAnew(TestHub hub)
    {
        var story = await hub.Views.Value<Guid>("select story from shown_story where municipality not in ('hoganas', 'landskrona') order by published_at limit 1");
        foreach (var (name, email) in new[] { ("Ulla Varg", "ulla.varg@example.test"), ("Nils Ek", null) })
        {
            var (person, _) = await Ask(hub, story, name, email);
            var state = await hub.Streams.Read(StreamNames.Story(story));
            await Decide(hub, story, (told, _) => Naming.Agree(told, new AgreeToStory(person, Naming.Terms, "sv", state.Edition), DateTimeOffset.UtcNow));
            if (email is not null) await Decide(hub, story, (told, david) => Telling.Write(told, new WriteStory("sv", told.Texts["sv"] with { Lead = "Ett varv runt torget." }), david, DateTimeOffset.UtcNow));
        }

        await hub.Settled();
        return new($"{Sown.Here}/stories/{await hub.Views.Value<string>("select slug from story where story = @story", new { story })}/people", Cast.David);
    }

    static async Task<(Guid Person, Asked Asked)> Ask(TestHub hub, Guid story, string name, string? email)
    {
        var here = await hub.Programme();
        var named = hub.Services.GetRequiredService<NamedPeople>();
        var person = await named.Known(here.Id, Guid.CreateVersion7(), name, email, "sv");
        await Decide(hub, story, (state, david) => Naming.Name(state, new NamePerson(person), david, DateTimeOffset.UtcNow));
        await hub.Settled();
        var row = (await hub.Views.One<StoryRow>("select * from story where story = @story", new { story }))!;
        return (person, await named.Ask(here, row, person, "Leran", email));
    }

    static async Task Decide(TestHub hub, Guid story, Func<Story, Domain.Members.Actor, Domain.Decision> decide)
    {
        var here = await hub.Programme();
        var david = (await hub.Services.GetRequiredService<MemberDirectory>().Find(here.Id, await hub.PersonCalled(Cast.David)))!;
        await hub.Streams.Decide(StreamNames.Story(story), new Writer(here.Id, david.Member, DateTimeOffset.UtcNow, Guid.NewGuid()), state => decide(state, david));
    }
}
