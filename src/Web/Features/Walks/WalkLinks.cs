using Activation.Web.Platform.Hosting;
using Microsoft.AspNetCore.DataProtection;

namespace Activation.Web.Features.Walks;

/// <summary>
/// Where letters about walks and courses lead. The link by which somebody comes is kept as a hash and used once; the one by which they stay at home is
/// signed and not kept, so that each letter can carry it and all of them work: it ends for the seat when it begins, and for their address when they are
/// forgotten. So is the one by which they hand in what they made on a course and take it back: it says which seat it is for, outlives the address, and ends when
/// nothing of it is left and its time is over.
/// </summary>
public sealed class WalkLinks(IDataProtectionProvider protection, OwnAddress address)
{
    readonly SealedNumbers off = new(protection, "walk-off", 1);
    readonly SealedNumbers work = new(protection, "course-work", 2);

    /// <summary>For posters, cameras and whoever wants to pass it on.</summary>
    public Uri Walk(Guid walk) => address.Of($"/walk/{walk}");

    public Uri Come(string secret) => address.Of($"/walk/come/{secret}");

    public Uri Off(Guid guest) => address.Of($"/walk/off/{off.Write(guest)}");

    public Uri Work(Guid course, Guid seat) => address.Of($"/work/{work.Write(course, seat)}");

    /// <summary>Null when it is none of ours.</summary>
    public Guid? Read(string? secret) => off.Read(secret) is [var guest] ? guest : null;

    /// <summary>Null when it is none of ours.</summary>
    public (Guid Course, Guid Seat)? ReadWork(string? secret) => work.Read(secret) is [var course, var seat] ? (course, seat) : null;
}
