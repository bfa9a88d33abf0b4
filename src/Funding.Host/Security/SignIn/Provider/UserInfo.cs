using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Funding.Host.Security.SignIn.Provider;

/// <summary>What an issuer tells of a person beside the token, in JSON or signed as a token.</summary>
internal sealed class UserInfo(ProviderOptions options, ProviderTokens judge)
{
    /// <summary>Asks. Throws <see cref="HttpRequestException"/> when it is not answered, and what <see cref="ProviderTokens.ReadAsync"/> throws when what is signed may not be trusted.</summary>
    public async Task<IReadOnlyList<Claim>> AskAsync(string address, string accessToken, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        using var answer = await options.Backchannel.SendAsync(request, cancellation);
        answer.EnsureSuccessStatusCode();
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        if (answer.Content.Headers.ContentType?.MediaType == "application/jwt") return [.. (await judge.ReadAsync(text, mustEnd: false)).Identity.Claims];
        using var told = JsonDocument.Parse(text);
        return told.RootElement.ValueKind != JsonValueKind.Object ? [] : [.. told.RootElement.EnumerateObject().SelectMany(member => Values(member.Value).Select(value => new Claim(member.Name, value)))];
    }

    /// <summary>A person with what else is told of them. Throws <see cref="OpenIdConnectProtocolException"/> when it is told of somebody else.</summary>
    /// <param name="told">What their token says: it goes before.</param>
    /// <param name="more">What else is told.</param>
    public static ClaimsIdentity Complete(ClaimsIdentity told, IReadOnlyList<Claim> more)
    {
        if (more.FirstOrDefault(claim => claim.Type == "sub")?.Value is not { } subject || subject != told.FindFirst("sub")?.Value)
            throw new OpenIdConnectProtocolException("The user information is of somebody else.");
        return new ClaimsIdentity([.. told.Claims, .. more.Where(claim => !told.HasClaim(own => own.Type == claim.Type))], told.AuthenticationType);
    }

    private static IEnumerable<string> Values(JsonElement member) => member.ValueKind switch
    {
        JsonValueKind.String => [member.GetString()!],
        JsonValueKind.Array => member.EnumerateArray().SelectMany(Values),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => [member.GetRawText()],
        _ => [],
    };
}
