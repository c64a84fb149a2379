using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Web.Features.Happenings;
using Activation.Web.Features.People;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Platform.Privacy;

/// <summary>An administrator takes words out of the log, for good and with a reason: around an initiative, or in whatever else is written.</summary>
public abstract class TakeOutPage(TextRemoval removal, PeopleDirectory people) : ProgrammePage
{
    /// <summary>What there is to take out.</summary>
    public IReadOnlyList<WrittenText> Written { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    public Days Days { get; private set; } = null!;

    /// <summary>Which texts, by their keys.</summary>
    [BindProperty]
    public string[] Chosen { get; set; } = [];

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Where one came from, below the programme, and what it is called.</summary>
    public abstract (string Path, string Name) Back { get; }

    protected abstract Task<IReadOnlyList<WrittenText>> Find();

    /// <summary>Whether it may be.</summary>
    protected abstract Task<Decision> May(RemoveText command);

    /// <summary>Says in the log that it was done, and why.</summary>
    protected abstract Task Tell(RemoveText command);

    protected async Task<IActionResult> Remove()
    {
        if (!Valid(this)) return await Show();
        // Only what stands there can be chosen, whatever was sent.
        var texts = (await Find()).Where(text => Chosen.Contains(text.Key)).ToList();
        var command = new RemoveText(texts.Count, Reason ?? "");
        if (await May(command) is Refused refused)
        {
            Told(new No(refused.Key, refused.Args));
            return await Show();
        }

        await removal.Remove([.. texts.Select(text => text.Place)], Me!.Member, Now, HttpContext.RequestAborted);
        // Told last: open screens draw themselves anew when they hear of it.
        await Tell(command);
        return To(Back.Path, T.Count("take-out.done", texts.Count));
    }

    protected async Task<IActionResult> Show()
    {
        Written = [.. (await Find()).Select(text => text.IsPrivate ? text with { Actor = null } : text)];
        Names = await people.NamesOf(Written.Select(text => text.Actor).OfType<Guid>());
        Days = new Days(Here, T, Now);
        return Page();
    }
}

public sealed class TakeOutValidator : AbstractValidator<TakeOutPage>
{
    public TakeOutValidator()
    {
        RuleFor(form => form.Chosen).NotEmpty().WithMessage(Refusals.Initiatives.TextMissing);
        RuleFor(form => form.Reason).Reason();
    }
}
