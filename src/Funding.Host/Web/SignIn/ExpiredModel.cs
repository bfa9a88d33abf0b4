using Microsoft.AspNetCore.Http.Extensions;

namespace Funding.Host.Web.SignIn;

/// <summary>A form that came when its session was over.</summary>
/// <param name="Address">Where it was sent: a page of this site.</param>
/// <param name="Fields">What was written in it: told back to who sent it, and kept nowhere.</param>
public sealed record ExpiredModel(string Address, IReadOnlyList<(string Name, string Value)> Fields)
{
    internal static ExpiredModel Of(HttpRequest request, PagePost post)
        => new(request.GetEncodedPathAndQuery(), [.. post.Fields.SelectMany(field => field.Value.Select(value => (field.Key, value ?? "")))]);
}
