using Activation.Domain.Courses;
using Activation.Domain.Members;
using Activation.Domain.Stories;
using Activation.Domain.Walks;
using Activation.Web.Features.Courses;
using Activation.Web.Features.Stories;
using Activation.Web.Platform.Pictures;

namespace Activation.Web.Platform.Seeding;

/// <summary>A course of the seed data: offered by the coordinator, come to by invented residents, who hand in what they made; one of it may be told of.</summary>
sealed class CourseSeed(Plot plot, ProgrammeFile file, WorkShelf works, NamedPeople named, PictureStore pictures, SeedFolder files)
{
    public IEnumerable<Act> Acts(SeedCourse seed)
    {
        var (course, coordinator) = (Chance.Id($"{plot.Slug} course {seed.Id}"), plot.CoordinatorOf(Municipality(seed)).Actor);
        yield return Step(seed, seed.OfferedDay, 10, "offer", async at =>
        {
            var initiative = await plot.Read(StreamNames.Initiative(Chance.Id($"{plot.Slug} initiative {seed.Initiative}")));
            await plot.Decide($"course {seed.Id}", StreamNames.Walk(course), coordinator, at, walk => Offering.Offer(walk, initiative, Offer(seed, course), coordinator, at));
        });
        for (var guest = 1; guest <= seed.Comes + seed.Waits; guest++) yield return Join(seed, course, guest);
        foreach (var work in seed.Works)
        {
            yield return Step(seed, work.Day, 19, $"work {work.Guest}", at => HandIn(seed, work, course, at));
            if (work.ToldDay is { } told) yield return Step(seed, told, 11, $"told {work.Guest}", at => Tell(seed, work, course, at));
        }
    }

    OfferCourse Offer(SeedCourse seed, Guid course)
    {
        var starts = plot.Calendar.Moment(seed.StartsDay, seed.Hour);
        return new(
            course, Chance.Id($"{plot.Slug} activity {seed.Activity}"), seed.Text, seed.Place, starts, seed.Seats, plot.Calendar.EndOf(seed.JoinByDay), seed.Makes, seed.Languages);
    }

    Act Join(SeedCourse seed, Guid course, int guest) => Step(seed, seed.OfferedDay + 1 + guest / 4, 12, $"join {guest}", at => plot.Decide(
        $"course {seed.Id} join {guest}", StreamNames.Walk(course), Nobody, at, walk => Coming.Join(walk, Seat(seed, guest), at)));

    async Task HandIn(SeedCourse seed, SeedWork work, Guid course, DateTimeOffset at)
    {
        var (id, seat) = (WorkShelf.IdOf(course, Seat(seed, work.Guest)), Seat(seed, work.Guest));
        var picture = work.Picture is { } drawn ? await Take(drawn, at) : null;
        var walk = await plot.Read(StreamNames.Walk(course));
        var command = new SubmitWork(
            id, seat, work.Title, work.Text, picture is null ? null : work.Picture!.Alt, null, work.Licence, work.Name, work.Name.Length > 0, Submitting.Terms);
        await plot.Decide($"course {seed.Id} work {work.Guest}", StreamNames.Work(id), Nobody, at, state => Submitting.Submit(state, walk, command, at));
        await works.Keep(new KeptWork(
            id, plot.Programme, course, seat, null, work.Name, null, "sv", work.Title, work.Text, picture?.Picture, picture is null ? "" : work.Picture!.Alt,
            picture?.Width ?? 0, picture?.Height ?? 0, null, at));
    }

    async Task Tell(SeedCourse seed, SeedWork work, Guid course, DateTimeOffset at)
    {
        var id = WorkShelf.IdOf(course, Seat(seed, work.Guest));
        var (story, teller) = (WorkShelf.StoryOf(id), plot.People.First(person => person.Role == Role.Communicator && person.Municipality == Municipality(seed)).Actor);
        var person = await named.Known(plot.Programme, Chance.Id($"{plot.Slug} maker {seed.Id} {work.Guest}"), work.Name, null, "sv");
        await works.Name(id, person);
        var (initiative, programme) = (await plot.Read(StreamNames.Initiative(Chance.Id($"{plot.Slug} initiative {seed.Initiative}"))), await plot.Read(StreamNames.Programme(plot.Programme)));
        var picture = work.Picture is { } drawn && await Take(drawn, at) is { } taken
            ? new AddPicture(taken.Picture, PictureUse.Cover, drawn.Alt, work.Name, taken.Width, taken.Height)
            : null;
        var retell = new RetellWork(
            story, Chance.Id($"{plot.Slug} activity {seed.Activity}"), Slug.Of(work.Title, story, withMark: false), "sv",
            new StoryText(work.Title, work.Lead ?? work.Text.Split('\n')[0], work.Text, "", ""), picture, null, person);
        Task By(string key, Func<Story, Domain.Decision> decide) => plot.Decide($"course {seed.Id} {key} {work.Guest}", StreamNames.Story(story), teller, at, decide);
        await By("retell", state => Retelling.Draft(state, initiative, retell, teller, at));
        await plot.Decide($"course {seed.Id} choose {work.Guest}", StreamNames.Work(id), teller, at, state => Retelling.Choose(state, story, null, teller));
        await By("agree", state => Naming.Agree(state, new AgreeToStory(person, Naming.Terms, "sv", state.Edition), at));
        await By("publish", state => Publishing.Publish(state, programme, new PublishStory(), teller, at));
    }

    // Without the program that draws pictures anew there are none, and the work is handed in all the same.
    async Task<Taken?> Take(SeedPicture file, DateTimeOffset at)
    {
        Reach.Into(plot.Programme);
        return (await pictures.Take(plot.Programme, Chance.Id($"{plot.Slug} course picture {file.File}"), await files.Bytes(file.File), at, CancellationToken.None)).Taken;
    }

    /// <summary>Residents have no account: nobody who is known writes.</summary>
    static Actor Nobody { get; } = new(Guid.Empty, "", new HashSet<Role>(), new HashSet<string>());

    Guid Seat(SeedCourse seed, int guest) => Chance.Id($"{plot.Slug} resident {seed.Id} {guest}");

    string Municipality(SeedCourse seed) => file.Municipalities.First(m => m.Name == seed.Municipality).Id;

    Act Step(SeedCourse seed, int day, int hour, string key, Func<DateTimeOffset, Task> act) =>
        new(plot.Calendar.At(day, hour, $"course {seed.Id} {key}"), Turn.Answer, $"course {seed.Id}", act);
}
