using Activation.Domain.Stories;
using Activation.Web.Features.Courses;
using Activation.Web.Features.People;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Mail;
using Activation.Web.Platform.Look;
using Activation.Web.Platform.Pages;
using Activation.Web.Platform.Privacy;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Stories;

/// <summary>Who is named or shown in a story, and what they have said to it.</summary>
[Needs(Permission.Tell)]
public sealed class PeopleModel(
    StoryShelf shelf, NamedPeople named, StoryAddresses addresses, LentNames lent, EarlierNames earlier, PeopleDirectory people, WorkShelf works, Initiatives.Details.Reading reading)
    : StoryPage(shelf)
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public Guid Person { get; set; }

    /// <summary>Where to, when somebody whose address is not kept is asked anew.</summary>
    [BindProperty]
    public string? AgainTo { get; set; }

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>A link that was made just now, to be handed over: it is shown this once.</summary>
    public Uri? Link { get; private set; }

    /// <summary>What became of a question that was asked just now.</summary>
    public AskOutcome? Outcome { get; private set; }

    /// <summary>What no longer holds since somebody was named; empty when everything does.</summary>
    public string Fell { get; private set; } = "";

    /// <summary>Where the name of somebody who has not said yes stands in what was borrowed from here.</summary>
    public IReadOnlyList<LentName> Lent { get; private set; } = [];

    /// <summary>Where the name of somebody who has said no stands in what was published or saved before.</summary>
    public IReadOnlyList<EarlierName> Earlier { get; private set; } = [];

    /// <summary>The page of what it tells of: words are taken out of the log from there.</summary>
    public string Initiative { get; private set; } = "";

    public bool MayTakeOut => Me!.May(Permission.Administer);

    /// <summary>The activity's own page of pictures, where somebody has said no and it shows some: they may be on them too.</summary>
    public string? PicturesOfDeed { get; private set; }

    public IReadOnlyDictionary<Guid, StoryQuestion> Questions { get; private set; } = new Dictionary<Guid, StoryQuestion>();

    /// <summary>Where somebody stands: their answer, and whether the question has reached them at all, and anew.</summary>
    public string Standing(Guid person) => (State.People[person], Questions.GetValueOrDefault(person)) switch
    {
        (ConsentAnswer.Waiting, null) => "unasked",
        (ConsentAnswer.Earlier, { } question) when question.Edition == State.Edition => "asked-again",
        var (answer, _) => answer.ToString().ToLowerInvariant(),
    };

    public QrCode? Qr => Link is null ? null : QrCode.Of(Link.AbsoluteUri);

    public async Task<IActionResult> OnGetAsync() => await Found() ? await Whole() : NotFound();

    public async Task<IActionResult> OnPostNameAsync()
    {
        if (!await Found()) return NotFound();
        if (!Valid(this)) return await Whole();
        var email = EmailAddress.Parse(Email);
        if (email is not null && await named.HasHadEnough(email))
        {
            ModelState.AddModelError(nameof(Email), T["stories.ask-too-many", NamedPeople.LettersADose]);
            return await Whole();
        }

        var (newcomer, name) = (DerivedId.From("story-person", Story.Story, Me!.Member, Key), Domain.Text.Line(Name));
        // Two questions to one person would ask for two answers. Who shares a name with somebody who is here is told apart by what is written after it.
        if ((await people.NamesOf(State.People.Keys)).Any(one => one.Key != newcomer && string.Equals(one.Value, name, StringComparison.OrdinalIgnoreCase)))
        {
            ModelState.AddModelError(nameof(Name), T["stories.person-already", name]);
            return await Whole();
        }

        var person = await named.Known(Here.Id, newcomer, name, email, Platform.Look.Languages.Current);
        if (!await Decide(StreamNames.Story(Story.Story), (state, actor, now) => Naming.Name(state, new NamePerson(person), actor, now), nameof(Name)))
        {
            if (!State.People.ContainsKey(person)) await named.Release(Story.Story, person);
            return await Whole();
        }

        return await Ask(person, email);
    }

    /// <summary>Anew: the first was lost, or what they said yes to was changed.</summary>
    public async Task<IActionResult> OnPostAskAsync()
    {
        if (!await Found()) return NotFound();
        return State.People.ContainsKey(Person) && Valid(this, form: nameof(AgainTo)) ? await Ask(Person, EmailAddress.Parse(AgainTo)) : await Whole();
    }

    public async Task<IActionResult> OnPostRemoveAsync()
    {
        if (!await Found()) return NotFound();
        if (await works.IsMaker(Here.Id, Story.Story, Person))
        {
            ModelState.AddModelError("", T["stories.maker-stays"]);
            return await Whole();
        }

        var names = await people.NamesOf(State.People.Keys);
        if (names.GetValueOrDefault(Person) is { } name && !names.Any(one => one.Key != Person && WholeWord.IsIn(one.Value, name)) && WhereNamed(name).ToList() is { Count: > 0 } places)
        {
            ModelState.AddModelError("", T["stories.person-still-in", name, string.Join(", ", places)]);
            return await Whole();
        }

        if (!await Decide(StreamNames.Story(Story.Story), (state, actor, now) => Naming.Remove(state, new RemovePerson(Person), actor, now))) return await Whole();
        await addresses.WithoutName(Story.Story, Person, Now, HttpContext.RequestAborted);
        var said = await Removed(names.GetValueOrDefault(Person));
        await named.Release(Story.Story, Person);
        // The address may be another one now.
        return To($"/stories/{(await Shelf.Begun(Here.Id, Story.Story))?.Slug ?? Story.Slug}/people", await WithWhatFell(said));
    }

    /// <summary>What whoever took somebody off the list is told: also where their name stands on.</summary>
    async Task<string> Removed(string? name)
    {
        var elsewhere = await lent.Forget(Here.Id, State.Initiative, Person);
        var before = await earlier.Standing(Story.Story, name is { Length: > 0 } ? [name] : []);
        return string.Join(' ', new[]
        {
            T["stories.person-removed"],
            elsewhere.Count > 0 ? T["stories.person-elsewhere", string.Join(", ", elsewhere.Select(one => $"#{one.Number}"))] : "",
            before.Count > 0 ? T["stories.person-earlier", string.Join(", ", before.Select(one => $"{Called(one)} ({InWords(one)})"))] : "",
        }.Where(one => one.Length > 0));
    }

    /// <summary>Where a name stands in what is told, in words: languages, pictures, film.</summary>
    IEnumerable<string> WhereNamed(string name) => NamedIn.Of(name, State.Texts, State.Pictures, State.Film).Select(Place);

    string Place(string place) => place switch
    {
        NamedIn.Pictures => T["stories.in-pictures"],
        NamedIn.Film => T["stories.in-film"],
        _ => Platform.Look.Languages.All.FirstOrDefault(one => one.Code == place)?.Name ?? place,
    };

    public string Called(EarlierName one) => one.Version is { } version ? T["stories.version-short", version] : T["stories.written-over"];

    public string InWords(EarlierName one) => string.Join(", ", one.Places.Select(Place));

    async Task<IActionResult> Ask(Guid person, string? email)
    {
        Response.KeepNowhere();
        ModelState.Clear();
        (Name, Email) = (null, null);
        Fell = await WithWhatFell("");
        // Who has answered has a link that works: a new one in other hands would answer for them.
        if (State.People.GetValueOrDefault(person) is ConsentAnswer.Yes or ConsentAnswer.No) ModelState.AddModelError("", T["stories.ask-answered"]);
        else Tell(await named.Ask(Here, Story, person, Headline, email));
        return await Whole();
    }

    void Tell(Asked asked)
    {
        (Outcome, Link) = (asked.Outcome, asked.Link);
        if (asked.Outcome == AskOutcome.TooMany) ModelState.AddModelError(AgainTo is null ? "" : nameof(AgainTo), T["stories.ask-too-many", NamedPeople.LettersADose]);
        else if (asked.Outcome == AskOutcome.AddressGone) ModelState.AddModelError(nameof(AgainTo), T["stories.ask-address-gone"]);
        else AgainTo = null;
    }

    async Task<IActionResult> Whole()
    {
        var names = await people.NamesOf(State.People.Keys);
        // A member has a name here, and may want none beside what they made.
        Names = await works.NamelessMaker(Here.Id, Story.Story) is { } maker ? names.ToDictionary(one => one.Key, one => one.Key == maker ? T["works.maker"] : one.Value) : names;
        Questions = await named.Questions(Here.Id, Story.Story);
        Lent = await lent.Standing(Here.Id, State.Initiative, [.. names.Where(one => State.People[one.Key] != ConsentAnswer.Yes).Select(one => one.Value).Where(name => name.Length > 0).Distinct()]);
        if (State.People.ContainsValue(ConsentAnswer.No)) await ShowWhereElse(names);
        return Page();
    }

    /// <summary>Where somebody who has said no may still be seen.</summary>
    async Task ShowWhereElse(IReadOnlyDictionary<Guid, string> names)
    {
        Initiative = $"/p/{Here.Slug}/initiatives/{(await reading.Of(State.Initiative))!.Number}";
        Earlier = await earlier.Standing(Story.Story, [.. names.Where(one => State.People[one.Key] == ConsentAnswer.No && one.Value.Length > 0).Select(one => one.Value).Distinct()]);
        var activity = (await reading.Activities(State.Initiative)).FirstOrDefault(one => one.Activity == State.Activity);
        PicturesOfDeed = activity?.Pictures.Length > 0 ? $"{Initiative}/activities/{State.Activity}/pictures" : null;
    }
}

public sealed class NamedPersonValidator : AbstractValidator<PeopleModel>
{
    public NamedPersonValidator()
    {
        RuleFor(form => form.Name).Needed("stories.person-name-missing").Fits(Domain.Text.TitleLimit).Written();
        RuleFor(form => form.Email).Must(IsAddress).WithMessage("invitations.address-wrong");
        RuleSet("AgainTo", () => RuleFor(form => form.AgainTo).Must(IsAddress).WithMessage("invitations.address-wrong"));
    }

    static bool IsAddress(string? email) => string.IsNullOrWhiteSpace(email) || EmailAddress.Parse(email) is not null;
}
