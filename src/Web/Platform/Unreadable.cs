namespace Activation.Web.Platform;

/// <summary>What was sent could not be read: that is the sender's, and no fault of ours.</summary>
static class Unreadable
{
    /// <returns>The status that says so; null when it was something else. A form with a zero byte in it, or a part that does not end, breaks off wherever it is read first.</returns>
    public static int? StatusOf(Exception? thrown) => thrown switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        InvalidDataException => StatusCodes.Status400BadRequest,
        _ => null,
    };
}
