using Activation.Domain.Stories;
using Activation.Web.Features.People;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Mail;
using Activation.Web.Platform.Look;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Stories;

/// <summary>Who is named or shown in a story, and what they have said to it.</summary>
[Needs(Permission.Tell)]
public sealed class PeopleModel(StoryShelf shelf, NamedPeople named, PeopleDirectory people) : StoryPage(shelf)
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public Guid Person { get; set; }

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>A link that was made just now, to be handed over: it is shown this once.</summary>
    public Uri? Link { get; private set; }

    /// <summary>The question went by mail: its reader alone has the link.</summary>
    public bool IsMailed { get; private set; }

    public QrCode? Qr => Link is null ? null : QrCode.Of(Link.AbsoluteUri);

    public async Task<IActionResult> OnGetAsync() => await Found() ? await Whole() : NotFound();

    public async Task<IActionResult> OnPostNameAsync()
    {
        if (!await Found()) return NotFound();
        if (!Valid(this)) return await Whole();
        var email = EmailAddress.Parse(Email);
        var person = await named.Known(Here.Id, DerivedId.From("story-person", Story.Story, Me!.Member, Key), Domain.Text.Line(Name), email, Platform.Look.Languages.Current);
        if (!await Decide(StreamNames.Story(Story.Story), (state, actor, now) => Naming.Name(state, new NamePerson(person), actor, now), nameof(Name)))
        {
            if (!State.People.ContainsKey(person)) await named.Release(Story.Story, person);
            return await Whole();
        }

        return await Asked(person, email);
    }

    /// <summary>A new link, when the first was lost.</summary>
    public async Task<IActionResult> OnPostAskAsync() =>
        await Found() ? State.People.ContainsKey(Person) ? await Asked(Person) : await Whole() : NotFound();

    public async Task<IActionResult> OnPostRemoveAsync()
    {
        if (!await Found()) return NotFound();
        if (!await Decide(StreamNames.Story(Story.Story), (state, actor, now) => Naming.Remove(state, new RemovePerson(Person), actor, now))) return await Whole();
        await named.Release(Story.Story, Person);
        return To($"/stories/{Story.Slug}/people", T["stories.person-removed"]);
    }

    async Task<IActionResult> Asked(Guid person, string? email = null)
    {
        Response.Headers.CacheControl = "no-store";
        ModelState.Clear();
        (Name, Email) = (null, null);
        await Found();
        // Who has answered has a link that works: a new one would take it away, and in other hands it would answer for them.
        if (State.People.GetValueOrDefault(person) != ConsentAnswer.Waiting) ModelState.AddModelError("", T["stories.ask-answered"]);
        else
        {
            (Link, IsMailed) = await named.Ask(Here, Story.Story, person, Headline, email);
            if (Link is null && !IsMailed) ModelState.AddModelError("", T["stories.ask-address-gone"]);
        }

        return await Whole();
    }

    async Task<IActionResult> Whole()
    {
        Names = await people.NamesOf(State.People.Keys);
        return Page();
    }
}

public sealed class NamedPersonValidator : AbstractValidator<PeopleModel>
{
    public NamedPersonValidator()
    {
        RuleFor(form => form.Name).Needed("stories.person-name-missing").Fits(Domain.Text.TitleLimit).Written();
        RuleFor(form => form.Email).Must(email => string.IsNullOrWhiteSpace(email) || EmailAddress.Parse(email) is not null).WithMessage("invitations.address-wrong");
    }
}
