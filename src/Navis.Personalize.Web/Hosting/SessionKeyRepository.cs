using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Web.Hosting;

/// <summary>Keeps the keys of cookies and forms where the cases are, so that every machine of a site has the same.</summary>
internal sealed class SessionKeyRepository(SessionKeys keys) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => [.. keys.All().Select(k => XElement.Parse(k))];

    public void StoreElement(XElement element, string friendlyName) => keys.Add(element.ToString(SaveOptions.DisableFormatting));
}
