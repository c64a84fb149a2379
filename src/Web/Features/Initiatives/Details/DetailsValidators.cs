using Activation.Web.Platform.Pages;
using FluentValidation;
using DomainText = Activation.Domain.Text;

namespace Activation.Web.Features.Initiatives.Details;

/// <summary>The form on an initiative's own page, beside those of its talk.</summary>
public sealed class DetailsValidator : AbstractValidator<IndexModel>
{
    public DetailsValidator() => RuleSet("join", () => RuleFor(form => form.Offer).Fits(DomainText.NoteLimit));
}

/// <summary>The forms that bring an initiative to rest.</summary>
public sealed class CloseValidator : AbstractValidator<CloseModel>
{
    public CloseValidator()
    {
        RuleSet("park", () => RuleFor(form => form.ParkReason).Reason());
        RuleSet("withdraw", () => RuleFor(form => form.WithdrawReason).Reason());
    }
}
