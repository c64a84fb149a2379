using Activation.Web.Platform.Access;

namespace Activation.Web.Features.Walks;

/// <summary>A walk.</summary>
[Needs(Permission.Look)]
public sealed class DetailsModel(WalkList walks, WalkGuests guests, WalkLinks links, WalkLetters letters) : GatheringPage(walks, guests, links, letters)
{
    protected override bool IsCourse => false;
}
